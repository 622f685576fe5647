"""Weights → the files that `kgraph.learned` reads: the encoder with 8-bit weights for onnxruntime, the heads with 16-bit ones."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kgraph.learned.network import FEATURES, HEADS, LABELS, LOWER, UPPER
from kgraph.train.fit import Learner
from kgraph.train.module import WIDTH


def export(learner: Learner, folder: Path) -> None:
    """Write encoder, heads and labels into `folder`, which must hold the vocabulary."""
    for part in learner.parts():
        part.eval()
    numbers, mask = torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.bool)
    # Each input is a tensor of its own: one that stood for all would be taken for one input.
    _write(learner.lower, {name: numbers.clone() for name in ("pieces", *FEATURES)} | {"mask": mask}, folder / LOWER)
    hidden = torch.zeros(2, 8, WIDTH)
    _write(learner.upper, {"hidden": hidden, "kind": numbers.clone(), "thing": numbers.clone(), "mask": mask}, folder / UPPER)
    heads = {name: weights.detach().numpy().astype(np.float16) for name, weights in learner.heads.needed().items()}
    np.savez_compressed(folder / HEADS, allowed=learner.plan.allowed, **heads)
    labels = {"classes": learner.plan.classes, "properties": learner.plan.properties, "features": learner.plan.labels}
    (folder / LABELS).write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def _write(part: nn.Module, inputs: Mapping[str, Tensor], path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    windows, pieces = torch.export.Dim("windows", min=1, max=1024), torch.export.Dim("pieces", min=3, max=512)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on the exporter's own insides
        whole = Path(folder, path.name)
        logging.disable(logging.WARNING)
        try:
            torch.onnx.export(
                part, tuple(inputs.values()), str(whole), input_names=list(inputs), output_names=["vectors"], dynamo=True,
                dynamic_shapes=tuple({0: windows, 1: pieces} for _ in inputs), external_data=False, opset_version=18,
            )  # fmt: skip
            quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather", "Gemm"])
        finally:
            logging.disable(logging.NOTSET)
