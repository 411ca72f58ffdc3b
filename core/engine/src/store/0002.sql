-- Schema 2. A photo that the system carries is in the index, too: it comes back when nothing is heard of it.
DROP INDEX delivery_open;
CREATE INDEX delivery_open ON delivery (lane, sequence) WHERE state IN ('ready', 'sending', 'waiting', 'carried');
