-- A version may be a folder: its files lie one after another, and behind them, from the chunk at `list_at` on, the list of them (path, bytes, sha256).
-- Its digest is that of the list, as steps' folders are known by.
ALTER TABLE data_contents ADD COLUMN list_at INTEGER;
ALTER TABLE data_contents ADD COLUMN files INTEGER;
