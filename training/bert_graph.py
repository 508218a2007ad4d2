"""Write a BERT encoder as an ONNX graph, node by node, so that the same weights always give the same bytes.

The graph is built here instead of traced: it needs no exporter, holds each weight once, and its inputs may
have any batch size and length. Weights are stored as float16, or as int8 with one scale per output channel,
and are cast to float32 where they are used; all arithmetic is float32 unless the runtime is told otherwise. Layers that
`rounding.py` has rounded take their inputs as 8 bits, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from rounding import HEAD_SCALE, Rounded

Array = np.ndarray
Storage = Literal["float16", "int8"]

OPSET = 18
HIDDEN = 384
HEADS = 12
LAYERS = 6
EPSILON = 1e-12
MASKED = -10000.0  # far below any attention score, and representable in bfloat16 and float16


@dataclass
class BertGraph:
    """Collects nodes and weights; each method adds one step and returns the name of its result."""

    weights: Mapping[str, Array]
    storage: Storage = "float16"
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    initialisers: list[onnx.TensorProto] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    rounded: Mapping[str, Rounded] = field(default_factory=dict)
    """Dense layers by name whose inputs and weights are 8 bits."""
    apart: Mapping[str, Array] = field(default_factory=dict)
    """Neurons by layer that are computed beside the rounded ones."""
    fed: dict[str, str] = field(default_factory=dict)
    """What each dense layer so far was given."""

    def node(self, kind: str, *inputs: str, **attributes: object) -> str:
        """One node with one result."""
        result = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [result], name=result, **attributes))
        return result

    def constant(self, name: str, value: Array) -> str:
        """A value stored as it is."""
        if name not in self.known:
            self.initialisers.append(numpy_helper.from_array(value, name))
            self.known[name] = name
        return name

    def integers(self, *values: int) -> str:
        """A one-dimensional int64 constant, shared by all who ask for the same."""
        return self.constant("ints_" + "_".join(map(str, values)), np.array(values, np.int64))

    def half(self, name: str, value: Array) -> str:
        """A float16 weight, cast to float32 for use."""
        if name not in self.known:
            self.constant(f"{name}.f16", value.astype(np.float16))
            self.known[name] = self.node("Cast", f"{name}.f16", to=TensorProto.FLOAT)
        return self.known[name]

    def weight(self, name: str) -> str:
        """A weight by its name in the checkpoint: biases and norms float16, never less."""
        return self.half(name, self.weights[name])

    def matrix(self, name: str) -> str:
        """A weight matrix [out, in] as [in, out], in the chosen storage."""
        value = self.weights[name].astype(np.float32).T
        if self.storage == "float16":
            return self.half(name, np.ascontiguousarray(value))
        stored, scales = self.eight_bits(name, value, axis=0)
        return self.node("Mul", self.node("Cast", stored, to=TensorProto.FLOAT), scales)

    def eight_bits(self, name: str, value: Array, axis: int) -> tuple[str, str]:
        """Integers of −127…127, and what they are multiplied with along the axis."""
        scale = np.maximum(np.abs(value).max(axis=axis, keepdims=True), 1e-12) / 127
        stored = self.constant(f"{name}.i8", np.clip(np.rint(value / scale), -127, 127).astype(np.int8))
        return stored, self.constant(f"{name}.scale", scale.astype(np.float32))

    def rows(self, name: str, index: str) -> str:
        """The rows of an embedding table; only the rows that are looked up are cast."""
        value = self.weights[name].astype(np.float32)
        if self.storage == "float16":
            table = self.constant(f"{name}.f16", value.astype(np.float16))
            return self.node("Cast", self.node("Gather", table, index), to=TensorProto.FLOAT)
        table, scales = self.eight_bits(name, value, axis=1)
        picked = self.node("Cast", self.node("Gather", table, index), to=TensorProto.FLOAT)
        return self.node("Mul", picked, self.node("Gather", scales, index))

    def dense(self, x: str, name: str) -> str:
        """x · W + b."""
        self.fed[name] = x
        if name in self.rounded:
            return self.rounded_dense(x, name, self.rounded[name])
        return self.node("Add", self.node("MatMul", x, self.matrix(f"{name}.weight")), self.weight(f"{name}.bias"))

    def rounded_dense(self, x: str, name: str, layer: Rounded) -> str:
        """The same with 8 bits; layers that were rounded together share their rounded input."""
        given = f"{x}/{layer.step}"
        if given not in self.known:
            smooth = self.constant(f"{name}.smooth", layer.smooth)
            step = self.constant(f"{name}.step", np.array(layer.step, np.float32))
            zero = self.constant(f"{name}.zero", np.array(layer.zero, np.uint8))
            levels = self.node("QuantizeLinear", self.node("Mul", x, smooth), step, zero)
            self.known[given] = self.node("DequantizeLinear", levels, step, zero)
        codes, scales = self.constant(f"{name}.i8", layer.codes), self.constant(f"{name}.scale", layer.scales)
        zeros = self.constant(f"{name}.zeros", np.zeros(len(layer.scales), np.int8))
        weight = self.node("DequantizeLinear", codes, scales, zeros, axis=1)
        return self.node(
            "Add", self.node("MatMul", self.known[given], weight), self.constant(f"{name}.bias", layer.bias)
        )

    def feed_forward(self, x: str, name: str) -> str:
        """W₂ · gelu(W₁ · x), of which a few neurons may be computed apart."""
        up, down = f"{name}.intermediate.dense", f"{name}.output.dense"
        result = self.dense(self.gelu(self.dense(x, up)), down)
        if name not in self.apart:
            return result
        few = self.apart[name]
        weight = self.half(f"{up}.apart", np.ascontiguousarray(self.weights[f"{up}.weight"][few].T))
        bias = self.half(f"{up}.apart.bias", self.weights[f"{up}.bias"][few])
        fired = self.gelu(self.node("Add", self.node("MatMul", x, weight), bias))
        back = self.half(f"{down}.apart", np.ascontiguousarray(self.weights[f"{down}.weight"][:, few].T))
        return self.node("Add", result, self.node("MatMul", fired, back))

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation over the last axis."""
        scale, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=EPSILON)

    def gelu(self, x: str) -> str:
        """The exact form, 0.5 · x · (1 + erf(x / √2))."""
        root = self.constant("sqrt2", np.array(np.sqrt(2), np.float32))
        one, half = (self.constant("one", np.array(1, np.float32)), self.constant("half", np.array(0.5, np.float32)))
        erf = self.node("Erf", self.node("Div", x, root))
        return self.node("Mul", self.node("Mul", x, self.node("Add", erf, one)), half)

    def heads(self, x: str, order: list[int]) -> str:
        """[n, t, 384] → [n, 12, t, 32], or with the last two swapped."""
        shape = self.integers(0, 0, HEADS, HIDDEN // HEADS)
        return self.node("Transpose", self.node("Reshape", x, shape), perm=order)

    def attention(self, x: str, bias: str, name: str) -> str:
        """Self-attention of one layer, with its residual and norm."""
        query = self.heads(self.dense(x, f"{name}.self.query"), [0, 2, 1, 3])
        key = self.heads(self.dense(x, f"{name}.self.key"), [0, 2, 3, 1])
        value = self.heads(self.dense(x, f"{name}.self.value"), [0, 2, 1, 3])
        scores = self.node("MatMul", query, key)
        if f"{name}.self.query" not in self.rounded:  # there the weights hold it
            scores = self.node("Div", scores, self.constant("head_scale", np.array(HEAD_SCALE, np.float32)))
        scores = self.node("Add", scores, bias)
        mixed = self.node("MatMul", self.node("Softmax", scores, axis=-1), value)
        merged = self.node("Transpose", mixed, perm=[0, 2, 1, 3])
        joined = self.node("Reshape", merged, self.integers(0, 0, HIDDEN))
        return self.norm(self.node("Add", self.dense(joined, f"{name}.output.dense"), x), f"{name}.output.LayerNorm")

    def encoder(self, types: str | None) -> str:
        """Token states [n, t, 384] from `input_ids` and `attention_mask` and, for text pairs, token types."""
        length = self.node("Slice", self.node("Shape", "input_ids"), self.integers(1), self.integers(2))
        positions = self.half("embeddings.position_embeddings", self.weights["embeddings.position_embeddings.weight"])
        words = self.rows("embeddings.word_embeddings.weight", "input_ids")
        x = self.node("Add", words, self.node("Slice", positions, self.integers(0), length, self.integers(0)))
        kinds = self.half("embeddings.token_type", self.weights["embeddings.token_type_embeddings.weight"])
        index = types or self.constant("first_type", np.array(0, np.int64))
        x = self.norm(self.node("Add", x, self.node("Gather", kinds, index)), "embeddings.LayerNorm")
        bias = self.attention_bias()
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            x = self.attention(x, bias, f"{name}.attention")
            x = self.norm(self.node("Add", self.feed_forward(x, name), x), f"{name}.output.LayerNorm")
        return x

    def attention_bias(self) -> str:
        """[n, 1, 1, t]: 0 for a token, far below for padding."""
        mask = self.node("Unsqueeze", self.float_mask(), self.integers(1, 2))
        away = self.node("Sub", self.constant("one", np.array(1, np.float32)), mask)
        return self.node("Mul", away, self.constant("masked", np.array(MASKED, np.float32)))

    def float_mask(self) -> str:
        """`attention_mask` as float32."""
        if "mask" not in self.known:
            self.known["mask"] = self.node("Cast", "attention_mask", to=TensorProto.FLOAT)
        return self.known["mask"]

    def mean_pool(self, x: str) -> str:
        """The mean state of the tokens that are not padding: [n, 384]."""
        mask = self.node("Unsqueeze", self.float_mask(), self.integers(2))
        total = self.node("ReduceSum", self.node("Mul", x, mask), self.integers(1), keepdims=0)
        return self.node("Div", total, self.node("ReduceSum", mask, self.integers(1), keepdims=0))

    def model(self, inputs: list[str], result: str, output: str, shape: list[str | int]) -> onnx.ModelProto:
        """Everything so far as a checked model; `result` leaves it as float32 under the name `output`."""
        self.nodes.append(helper.make_node("Identity", [result], [output], name=output))
        given = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"]) for name in inputs]
        taken = [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)]
        graph = helper.make_graph(self.nodes, "minilm", given, taken, self.initialisers)
        opset = helper.make_opsetid("", OPSET)
        model = helper.make_model(graph, opset_imports=[opset], ir_version=9, producer_name="dateline")
        onnx.checker.check_model(model)
        return model
