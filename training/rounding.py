"""Round the embedder's dense layers to 8 bits, inputs and weights, so that its vectors stay as they were.

Each layer's input is scaled channel by channel, so that no channel needs the whole range for itself (SmoothQuant, Xiao
et al., 2023), and its weights are rounded column by column, each column taking over what the ones before it lost (GPTQ,
Frantar et al., 2023). A few neurons fire at the first token alone, many times as strongly as any other: they are
computed apart and not rounded. Nothing is trained.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from tokenizers import Tokenizer

Array = np.ndarray

_BALANCE = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""How much of the difference between channels is moved into the weights; the best is taken for each layer."""
_RANGE = (1.1, 1.0)
"""Share of the range seen that is told apart; beyond it values are cut."""
_APART = 8
"""At most so many neurons of a feed-forward are computed apart, …"""
_FAR = 10
"""… and only where one moves an output so many times as far as all but one in a hundred do."""
_DAMPING = 0.01
_JUDGED = 3000  # tokens on which a choice is judged; the rounding of weights uses all
_BLOCK = 128
HEAD_SCALE = 32**0.5
"""By which attention divides its scores: the root of a head's width."""
_UP, _DOWN = ".intermediate.dense", ".output.dense"


@dataclass(frozen=True, slots=True)
class Rounded:
    """One dense layer: (round(x · smooth / step) + zero in 0…255), codes int8 [in, out] with a scale per output."""

    smooth: Array
    step: float
    zero: int
    codes: Array
    scales: Array
    bias: Array


def round_layers(
    weights: Mapping[str, Array], fed: Mapping[str, str], seen: Mapping[str, Array]
) -> tuple[dict[str, Rounded], dict[str, Array]]:
    """Every dense layer rounded, and the neurons apart by the name of their layer.

    `fed` tells which input each dense layer has, `seen` what stood there (`inputs`). Layers with one input share how it
    is rounded.
    """
    few: dict[str, Array] = {}
    for name in fed:
        if name.endswith(_UP):
            down = name.replace(_UP, _DOWN)
            places = apart(seen[fed[down]], weights[f"{down}.weight"].T)
            if len(places):
                few[name.removesuffix(_UP)] = places
    layers: dict[str, Rounded] = {}
    for given in dict.fromkeys(fed.values()):
        names = [name for name in fed if fed[name] == given]
        weight = np.concatenate([weights[f"{name}.weight"].T for name in names], axis=1)
        bias, x = np.concatenate([weights[f"{name}.bias"] for name in names]), seen[given]
        if (layer := names[0].removesuffix(_UP)) in few:
            weight[:, few[layer]], bias[few[layer]] = 0, 0
        if (layer := names[0].removesuffix(_DOWN)) in few:
            weight[few[layer]] = 0
            x[:, few[layer]] = 0
        whole, width = rounded(x, weight, bias), weight.shape[1] // len(names)
        for place, name in enumerate(names):
            part = slice(place * width, (place + 1) * width)
            by = np.float32(1 / HEAD_SCALE if name.endswith(".query") else 1)
            scales, shift = whole.scales[part] * by, whole.bias[part] * by
            layers[name] = replace(whole, codes=whole.codes[:, part], scales=scales, bias=shift)
    return layers, few


def inputs(
    model: onnx.ModelProto, names: Sequence[str], texts: Sequence[str], tokenizer: Tokenizer
) -> dict[str, Array]:
    """What stands at the named places of the graph for every token of the texts: float32 [tokens, width]."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    watched.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    seen: dict[str, list[Array]] = {name: [] for name in names}
    for row in tokenizer.encode_batch(list(texts)):
        given = {"input_ids": np.array([row.ids]), "attention_mask": np.ones((1, len(row.ids)), np.int64)}
        for name, value in zip(names, session.run(list(names), given), strict=True):
            seen[name].append(value[0])
    return {name: np.concatenate(values) for name, values in seen.items()}


def apart(x: Array, weight: Array) -> Array:
    """Places in the input of the neurons that are not rounded: those that move an output farthest, if far enough."""
    reach: Array = np.abs(x).max(axis=0) * np.abs(weight).max(axis=1)
    return np.sort(np.argsort(-reach)[:_APART]) if reach.max() > _FAR * np.quantile(reach, 0.99) else np.arange(0)


def rounded(x: Array, weight: Array, bias: Array) -> Rounded:
    """The layer x · weight + bias, x [tokens, in], weight [in, out], with the least error on these inputs."""
    smooth, low, high = _scaling(x, weight, bias)
    step = (high - low) / 255
    zero = round(-low / step)
    given = _levels(x * smooth, step, zero)
    codes, scales = _codes(given, weight / smooth[:, None])
    shift = x.mean(axis=0) @ weight - given.mean(axis=0) @ (codes * scales)
    return Rounded(smooth, step, zero, codes.astype(np.int8), scales, (bias + shift).astype(np.float32))


def _levels(x: Array, step: float, zero: int) -> Array:
    """x as the 256 levels can tell it."""
    return (np.clip(np.rint(x / step) + zero, 0, 255) - zero) * np.float32(step)


def _scaling(x: Array, weight: Array, bias: Array) -> tuple[Array, float, float]:
    """The factor of each channel and the range told apart."""
    judged = x[:: max(1, len(x) // _JUDGED)]
    target = judged @ weight
    size = np.linalg.norm(target + bias, axis=1, keepdims=True)
    return min(_tried(x, judged, weight, target / size, size), key=lambda one: one[0])[1]


def _tried(
    x: Array, judged: Array, weight: Array, target: Array, size: Array
) -> Iterator[tuple[float, tuple[Array, float, float]]]:
    """Every balance and range with its squared error, each token counting alike."""
    most = np.maximum(np.abs(x).max(axis=0), 1e-3)
    heaviest = np.maximum(np.abs(weight).max(axis=1), 1e-4)
    for balance in _BALANCE:
        smooth = heaviest ** (1 - balance) / most**balance
        smooth = (smooth / np.exp(np.log(smooth).mean())).astype(np.float32)
        scaled = weight / smooth[:, None]
        scales = np.maximum(np.abs(scaled).max(axis=0), 1e-9) / 127
        coarse = np.rint(scaled / scales) * scales
        ends = (x.min(axis=0) * smooth).min(), (x.max(axis=0) * smooth).max()
        for share in _RANGE:
            low, high = min(0.0, float(ends[0]) * share), float(ends[1]) * share
            step = (high - low) / 255
            off = _levels(judged * smooth, step, round(-low / step)) @ coarse / size - target
            yield float(((off - off.mean(axis=0)) ** 2).sum(axis=1).mean()), (smooth, low, high)


def _codes(given: Array, weight: Array) -> tuple[Array, Array]:
    """Integers of −127…127 and a scale for each output, the error of each input's row passed on to the later rows."""
    centred = (given - given.mean(axis=0)).astype(np.float64)
    spread = centred.T @ centred / len(centred)
    order = np.argsort(-spread.diagonal())
    spread = spread[np.ix_(order, order)] + np.eye(len(order)) * _DAMPING * spread.diagonal().mean()
    # The upper factor of the inverse: its rows say how a row's error is best shared out among the later ones.
    share = np.linalg.cholesky(np.linalg.inv(spread)).T
    left = weight[order].astype(np.float64)
    scales = np.maximum(np.abs(left).max(axis=0), 1e-9) / 127
    codes = np.zeros_like(left)
    for start in range(0, len(left), _BLOCK):
        end = min(start + _BLOCK, len(left))
        lost = np.zeros((end - start, left.shape[1]))
        for row in range(start, end):
            codes[row] = np.clip(np.rint(left[row] / scales), -127, 127)
            lost[row - start] = (left[row] - codes[row] * scales) / share[row, row]
            left[row:end] -= np.outer(share[row, row:end], lost[row - start])
        left[end:] -= share[start:end, end:].T @ lost
    unordered = np.empty_like(codes)
    unordered[order] = codes
    return unordered, scales.astype(np.float32)
