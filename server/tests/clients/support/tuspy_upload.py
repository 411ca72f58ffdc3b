"""Brings a file by tuspy, as told by JSON in the first argument; says where it began and ended, as JSON."""

import hashlib
import json
import sys

from tusclient.client import TusClient
from tusclient.exceptions import TusUploadFailed
from tusclient.storage.filestorage import FileStorage
from tusclient.uploader import Uploader


class Damaged(Uploader):
    """Its checksums are those of other bytes than the ones that arrive."""

    checksum_algorithm = property(lambda _: lambda piece: hashlib.sha1(piece + b"!"))


asked = json.loads(sys.argv[1])
client = TusClient(asked["endpoint"], headers=asked["headers"])
options = {name: asked[name] for name in ("chunk_size", "upload_checksum") if name in asked}
if "remembered" in asked:
    options |= {"store_url": True, "url_storage": FileStorage(asked["remembered"])}
kind = Damaged if asked.get("damaged") else Uploader
uploader = kind(asked["file"], client=client, metadata=asked["metadata"], **options)
began = uploader.offset
refused = None
try:
    uploader.upload(stop_at=asked.get("stop_at"))
except TusUploadFailed as error:
    refused = error.status_code
print(json.dumps({"from": began, "to": uploader.offset, "refused": refused}))
