"""What schemathesis has to be told of bodies."""

import schemathesis


@schemathesis.hook
def map_body(_context, body):
    """JSON Schema counts 1.0 among the integers. No client writes them so, and the server reads none."""
    return whole(body)


def whole(part):
    if isinstance(part, float) and part.is_integer():
        return int(part)
    if isinstance(part, list):
        return [whole(item) for item in part]
    if isinstance(part, dict):
        return {name: whole(item) for name, item in part.items()}
    return part


@schemathesis.serializer("application/offset+octet-stream")
def offset_octets(_context, value):
    """tus's own media type: bytes as they are."""
    return value if isinstance(value, bytes) else str(value).encode()
