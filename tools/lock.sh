#!/bin/sh
# Versions and hashes, no host names: the files are good for any package index.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v .tools/bin/uv || command -v uv)
options="--upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet"
$uv pip compile pyproject.toml --group build $options -o requirements.lock
$uv pip compile pyproject.toml --group build --group dev -c requirements.lock $options -o requirements-dev.lock
echo uv | $uv pip compile - $options -o requirements-uv.lock
