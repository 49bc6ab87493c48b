"""Finds the peers of the telephone tests: `python tools/telephony.py`.

sipp, kamailio, baresip, espeak-ng and sox, which Debian and Ubuntu have. On a machine where this is root and apt-get
exists they are installed; anywhere else it is said how. Without them the tests of mark `telephony` are skipped, and
fail where CI is set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "sipp": "sip-tester",
    "kamailio": "kamailio",
    "baresip": "baresip-core",
    "espeak-ng": "espeak-ng",
    "sox": "sox",
}
SYSTEM_PATHS = os.pathsep.join(["/usr/sbin", "/usr/local/sbin"])


def main() -> int:
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        install(wanted)
        wanted = missing()
    if not wanted:
        print("Peers for the telephone tests: all there")
        return 0
    packages = " ".join(PACKAGES[name] for name in wanted)
    print(
        f"The telephone tests need {', '.join(wanted)}: apt-get install --no-install-recommends {packages}",
        file=sys.stderr,
    )
    return 1 if os.environ.get("CI") else 0


def missing() -> list[str]:
    """Names of the programs that are not on this machine."""
    return [name for name in PACKAGES if not (shutil.which(name) or shutil.which(name, path=SYSTEM_PATHS))]


def install(names: list[str]) -> None:
    """Debian's packages of these programs; a failure is told by `missing` afterwards."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [PACKAGES[name] for name in names]
    options = ["-y", "-qq", "--no-install-recommends"]
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", *options, *packages]):
        subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
