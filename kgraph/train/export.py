"""Weights → the files that `kgraph.learned` reads: the encoder with 8-bit weights for onnxruntime, the heads with 16-bit ones."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import tempfile
from pathlib import Path

import numpy as np
import torch

from kgraph.learned.network import ENCODER, FEATURES, HEADS, LABELS
from kgraph.train.fit import Learner


def export(learner: Learner, folder: Path) -> None:
    """Write encoder, heads and labels into `folder`, which must hold the vocabulary."""
    _write_encoder(learner, folder / ENCODER)
    heads = {name: weights.detach().numpy().astype(np.float16) for name, weights in learner.heads.state_dict().items()}
    np.savez_compressed(folder / HEADS, allowed=learner.plan.allowed, **heads)
    labels = {"classes": learner.plan.classes, "properties": learner.plan.properties, "features": learner.plan.labels}
    (folder / LABELS).write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def _write_encoder(learner: Learner, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    names = ["pieces", *FEATURES, "mask"]
    windows, pieces = torch.export.Dim("windows", min=1, max=1024), torch.export.Dim("pieces", min=3, max=512)
    # One tensor for all would be taken for one input.
    example = (*(torch.ones(2, 8, dtype=torch.long) for _ in names[:-1]), torch.ones(2, 8, dtype=torch.bool))
    with tempfile.TemporaryDirectory() as whole, contextlib.redirect_stdout(io.StringIO()):
        logging.disable(logging.WARNING)
        try:
            torch.onnx.export(
                learner.encoder, example, str(Path(whole, ENCODER)), input_names=names, output_names=["vectors"], dynamo=True,
                dynamic_shapes=tuple({0: windows, 1: pieces} for _ in names), external_data=False, opset_version=18,
            )  # fmt: skip
            quantize_dynamic(
                Path(whole, ENCODER), path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather", "Gemm"]
            )
        finally:
            logging.disable(logging.NOTSET)
