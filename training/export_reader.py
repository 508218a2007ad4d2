"""Make the packaged reader from a training checkpoint: ONNX graph, tokenizer and manifest.

    python training/export_reader.py ~/reader/checkpoint.pt [--threshold 0.0] [--target FOLDER]

The threshold is what `training/score_reader.py --tune` printed; it is stored in the manifest and subtracted from
every score.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from bert_graph import BertGraph
from export_embedder import plain_tokenizer, source_folder, write_manifest
from reader_model import load_state, to_bert

TARGET = Path(__file__).parents[1] / "qa" / "models" / "reader"


def reader(checkpoint: Path) -> onnx.ModelProto:
    """`input_ids`, `attention_mask`, `token_type_ids` → `span` [n, t, 2]: start and end scores of every token."""
    weights = {name: value.float().numpy() for name, value in to_bert(load_state(checkpoint)).items()}
    graph = BertGraph(weights, "int8")
    states = graph.encoder(types="token_type_ids")
    # The head is two rows: it stays float16.
    head = graph.half("span.weight", np.ascontiguousarray(weights["span.weight"].T))
    scores = graph.node("Add", graph.node("MatMul", states, head), graph.weight("span.bias"))
    return graph.model(["input_ids", "attention_mask", "token_type_ids"], scores, "span", ["n", "t", 2])


def main() -> None:
    """Write the folder that `qa.reader.Reader.load` opens."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--threshold", type=float, default=0.0)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    source = source_folder()
    model = reader(options.checkpoint)
    (options.target / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    tokenizer = plain_tokenizer(source / "tokenizer.json", 512)
    tokenizer.no_truncation()
    tokenizer.save(str(options.target / "tokenizer.json"), pretty=False)
    write_manifest(options.target, "dateline-reader, int8", source / "model.safetensors")
    manifest = options.target / "manifest.json"
    facts = json.loads(manifest.read_text(encoding="utf-8")) | {"threshold": round(options.threshold, 3)}
    manifest.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
