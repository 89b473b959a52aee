"""Runs a graph with ONNX Runtime: a request as JSON on the standard input, answers on the output.

{"graph": path, "carry": {input: output before}, "steps": [{input: values}]}
"""
import json
import sys

import numpy
import onnxruntime

request = json.load(sys.stdin)
session = onnxruntime.InferenceSession(request["graph"], providers=["CPUExecutionProvider"])
outputs = [output.name for output in session.get_outputs()]
types = {"tensor(float)": numpy.float32, "tensor(double)": numpy.float64}
inputs = {i.name: types[i.type] for i in session.get_inputs()}
answers, before = [], {}
for step in request["steps"]:
    feed = {name: numpy.array(values, inputs[name]) for name, values in step.items()}
    feed.update({name: before[out] for name, out in request["carry"].items() if out in before})
    before = dict(zip(outputs, session.run(outputs, feed)))
    answers.append({name: value.tolist() for name, value in before.items()})
json.dump({"runtime": "onnxruntime " + onnxruntime.__version__, "answers": answers}, sys.stdout)
