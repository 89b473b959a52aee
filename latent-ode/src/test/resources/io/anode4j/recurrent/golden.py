"""Answers of the four cells by PyTorch in float64, for GoldenCellsTest; python golden.py > golden.json

Weights are sin(0.37 i + 1) / 2 over the arrays of a model in the order in which it keeps them.
GRU-D: Che et al. 2018, eq. 3 to 7, with PyTorch's GRUCell; ODE-RNN: Rubanova et al. 2019,
algorithm 1, one midpoint step a gap.
"""

import json
import math

import torch

torch.set_default_dtype(torch.float64)
D, H, U = 2, 5, 4
MEANS = torch.tensor([0.3, -0.2])
TIMES = [0.0, 0.7, 1.1, 3.0, 3.2, 4.5]
NAN = math.nan
VALUES = [[0.5, NAN], [NAN, 1.0], [0.2, -0.4], [NAN, 0.8], [-1.0, NAN], [NAN, 0.1]]
ASKED = [4.6, 5.5, 8.0]
UNIT = 10.0


class Weights:
    def __init__(self):
        self.at = 0

    def take(self, *shape):
        size = math.prod(shape)
        v = torch.sin(0.37 * torch.arange(self.at, self.at + size) + 1) / 2
        self.at += size
        return v.reshape(shape)


def log_time(units):
    return 0.25 * math.log1p(max(0.0, units))


def answers(cell):
    w = Weights()
    gap_read = cell in ("rnn-delta-t", "rnn-decay")
    inputs = 2 * D + (1 if gap_read else 0)
    fading = w.take(2, D) if cell == "gru-d" else None
    gru = torch.nn.GRUCell(inputs, H)
    with torch.no_grad():
        for name, shape in [
            ("weight_ih", (3 * H, inputs)), ("weight_hh", (3 * H, H)),
            ("bias_ih", (3 * H,)), ("bias_hh", (3 * H,)),
        ]:
            getattr(gru, name).copy_(w.take(*shape))
    if cell == "rnn-decay":
        rate_w, rate_b = w.take(H, 1), w.take(H)
    if cell == "gru-d":
        rate_w, rate_b = w.take(H, D), w.take(H)
    if cell == "ode-rnn":
        f1, g1, f2, g2 = w.take(3, H), w.take(3), w.take(H, 3), w.take(H)
    d1, c1, d2, c2 = w.take(U, H + 1), w.take(U), w.take(D, U), w.take(D)

    def field(h):
        return torch.tanh(h @ f1.T + g1) @ f2.T + g2

    def carry(h, gap, delays):
        if cell == "rnn-delta-t":
            return h
        if cell == "ode-rnn":
            dt = gap / UNIT
            return h + dt * field(h + dt / 2 * field(h))
        delta = torch.tensor([gap]) if cell == "rnn-decay" else torch.tensor(delays)
        return h * torch.exp(-torch.relu(rate_w @ delta + rate_b))

    h = torch.zeros(H)
    last = MEANS.clone()
    seen = [None] * D
    before = None

    def delays(t):
        return [t - (TIMES[0] if s is None else s) for s in seen]

    for t, row in zip(TIMES, VALUES):
        gap = 0.0 if before is None else t - before
        delta = delays(t)
        h = h if before is None else carry(h, gap, delta)
        x, m = [], []
        for c, v in enumerate(row):
            m.append(0.0 if math.isnan(v) else 1.0)
            if not math.isnan(v):
                x.append(v)
            elif cell != "gru-d":
                x.append(0.0)
            else:
                keep = math.exp(-max(0.0, float(fading[0, c]) * delta[c] + float(fading[1, c])))
                x.append(float(keep * last[c] + (1 - keep) * MEANS[c]))
        told = [log_time(gap)] if gap_read else []
        h = gru(torch.tensor(x + m + told).unsqueeze(0), h.unsqueeze(0))[0]
        for c, v in enumerate(row):
            if not math.isnan(v):
                last[c], seen[c] = v, t
        before = t
    out = []
    for t in ASKED:
        z = torch.cat([carry(h, t - before, delays(t)), torch.tensor([log_time(t - before)])])
        out.append((torch.tanh(d1 @ z + c1) @ d2.T + c2).tolist())
    return out


with torch.no_grad():
    cells = ["rnn-delta-t", "rnn-decay", "gru-d", "ode-rnn"]
    print(json.dumps({c: answers(c) for c in cells}, indent=1))
