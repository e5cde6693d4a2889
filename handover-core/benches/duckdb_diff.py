"""Compares two sorted manifests (path, size, digest; tabs) with DuckDB: duckdb_diff.py A B OUT"""

import sys

import duckdb

a, b, out = sys.argv[1:]


def manifest(path):
    return f"read_csv('{path}', delim='\t', header=false, names=['path', 'size', 'digest'], quote='')"


duckdb.sql(f"""
    COPY (
        SELECT coalesce(a.path, b.path), a.digest, b.digest
        FROM {manifest(a)} a FULL JOIN {manifest(b)} b USING (path)
        WHERE a.digest IS DISTINCT FROM b.digest
    ) TO '{out}'
""")
