"""Every tenant table stands behind row-level security: `python tools/check_rls.py`.

Asks a database migrated for this purpose, so it sees what the migrations really made, partitions included.
"""

from __future__ import annotations

import os
import sys

from filon.config import testing
from filon.config.doctor.walls import unprotected_tables
from filon.config.run.postgres import running


def main() -> int:
    os.environ.update(testing.TEST_ENVIRONMENT)
    with running(testing.cluster()), testing.owner(testing.ready_template()) as connection:
        tables = unprotected_tables(connection)
    for table in tables:
        print(f"{table}: the application's role sees rows of any workspace; add kernel.rls.policy() to a migration")
    return 1 if tables else 0


if __name__ == "__main__":
    sys.exit(main())
