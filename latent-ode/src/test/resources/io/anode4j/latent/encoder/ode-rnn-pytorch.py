"""Writes ode-rnn-pytorch.json: codes and gradients of an ODE-RNN by PyTorch's GRUCell, Linear and autograd.

    python ode-rnn-pytorch.py > ode-rnn-pytorch.json       (pip install torch; CPU, some seconds)

Rubanova, Chen and Duvenaud 2019, algorithm 1, written down without batches: from the last observation to
the first, the classical Runge-Kutta method carries the state over each gap in 64 steps, then a GRUCell reads
the observation. All in float64; weights and inputs are rounded to float32 first, so both sides use the same.
The loss is the sum of the codes times fixed cotangents.
"""

import json
import sys

import torch

UNITS, INPUTS, FIELD, LENGTHS, STEPS = 4, 3, 5, (5, 4, 2), 64

torch.manual_seed(12)
torch.set_default_dtype(torch.float64)
cell = torch.nn.GRUCell(INPUTS, UNITS)
field = torch.nn.Sequential(torch.nn.Linear(UNITS, FIELD), torch.nn.Tanh(), torch.nn.Linear(FIELD, UNITS))
names = {
    "encoder.w_ih": cell.weight_ih,
    "encoder.w_hh": cell.weight_hh,
    "encoder.b_ih": cell.bias_ih,
    "encoder.b_hh": cell.bias_hh,
    "encoder.field.0.weight": field[0].weight,
    "encoder.field.0.bias": field[0].bias,
    "encoder.field.1.weight": field[2].weight,
    "encoder.field.1.bias": field[2].bias,
}


def rounded(tensor):
    return tensor.float().double()


with torch.no_grad():
    for weight in names.values():
        weight.copy_(rounded(1.5 * weight))


def carry(h, gap):
    step = gap / STEPS
    for _ in range(STEPS):
        k1 = field(h)
        k2 = field(h + step / 2 * k1)
        k3 = field(h + step / 2 * k2)
        k4 = field(h + step * k3)
        h = h + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return h


windows = [
    {
        "inputs": rounded(torch.randn(length, INPUTS)),
        "gaps": rounded(torch.cat([torch.zeros(1), 0.1 + 1.5 * torch.rand(length - 1)])),
        "cotangents": rounded(torch.randn(UNITS)),
    }
    for length in LENGTHS
]
loss = 0
for window in windows:
    h = torch.zeros(1, UNITS)
    for x, gap in zip(window["inputs"], window["gaps"]):
        h = cell(x[None], carry(h, gap) if gap > 0 else h)
    window["code"] = h[0]
    loss = loss + (h[0] * window["cotangents"]).sum()
loss.backward()

json.dump(
    {
        "made": "ode-rnn-pytorch.py with PyTorch " + torch.__version__ + ", float64, on a CPU",
        "windows": [{k: v.tolist() for k, v in window.items()} for window in windows],
        "weights": {name: weight.flatten().tolist() for name, weight in names.items()},
        "gradients": {name: weight.grad.flatten().tolist() for name, weight in names.items()},
    },
    sys.stdout,
    indent=1,
)
print()
