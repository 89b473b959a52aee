"""Writes a latent ODE made of PyTorch modules as a specification that 'anode4j import' reads.

The model: a GRU reads [values, mask, gap] backwards in time, as an ODE-RNN if a field carries its state over the gaps;
an affine layer gives mean and log-variance of z at the first observation; an MLP of tanh is the field; a linear layer,
or one hidden layer of ReLUs, decodes. Needs torch alone, and not torchdiffeq: what is compared does not depend on who
solves. Try it:  python export_latent_ode.py DIR [gru|ode-rnn] [CASES]   then   anode4j import --spec DIR/spec.json -o M
"""

import copy
import json
import math
import struct
import sys
from pathlib import Path

import torch
from torch import nn


class LatentOde(nn.Module):
    """The modules that are exported; take your own trained ones in their place."""

    def __init__(self, channels, hidden=16, latent=6, units=20, layers=2, decoder_units=12, gap_units=0):
        super().__init__()
        self.encoder = nn.GRUCell(2 * channels + 1, hidden)
        self.gap_field = mlp(nn.Tanh, hidden, gap_units, hidden) if gap_units else None
        self.posterior = nn.Linear(hidden, 2 * latent)
        self.field = mlp(nn.Tanh, latent, *[units] * layers, latent)
        self.decoder = mlp(nn.ReLU, latent, *[decoder_units] * bool(decoder_units), channels)
        self.log_noise = nn.Parameter(torch.full((channels,), math.log(0.3)))


def mlp(activation, *sizes):
    modules = []
    for i in range(len(sizes) - 1):
        modules += [nn.Linear(sizes[i], sizes[i + 1])] + [activation()] * (i + 2 < len(sizes))
    return nn.Sequential(*modules)


# What the model answers -----------------------------------------------------------------------------------------------


def midpoint(field, state, duration, step):
    """Fixed steps of the midpoint rule; the last one ends on the end."""
    at = 0.0
    while duration - at > 1e-9:
        h = min(step, duration - at)
        state = state + h * field(state + 0.5 * h * field(state))
        at += h
    return state


def runge_kutta(field, state, duration, step):
    """Classical Runge-Kutta steps no longer than a step, forwards or backwards."""
    steps = max(1, math.ceil(abs(duration) / step))
    h = duration / steps
    for _ in range(steps):
        k1 = field(state)
        k2 = field(state + 0.5 * h * k1)
        k3 = field(state + 0.5 * h * k2)
        k4 = field(state + h * k3)
        state = state + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return state


def encode(model, times, values, gap_step):
    """Mean and deviation of z at the first time; times in model units, values scaled, NaN where missing."""
    state = torch.zeros(1, model.encoder.hidden_size, dtype=torch.float64)
    later = times[-1]
    for i in reversed(range(len(times))):
        gap = later - times[i]
        if model.gap_field is not None and i + 1 < len(times):
            state = midpoint(model.gap_field, state, gap, gap_step)
        seen = ~torch.isnan(values[i])
        known = torch.where(seen, values[i], torch.zeros_like(values[i]))
        inputs = torch.cat([known, seen.double(), torch.tensor([gap], dtype=torch.float64)])
        state = model.encoder(inputs[None], state)
        later = times[i]
    mean, log_variance = model.posterior(state)[0].chunk(2)
    return mean, torch.exp(0.5 * log_variance.clamp(-12, 12))


def golden(model, spec, times, values, asked, step=0.05):
    """One case: what the model says about a series, in the units of the data, computed in float64."""
    center, scale = (torch.tensor(spec[name], dtype=torch.float64) for name in ("center", "scale"))
    unit = spec["timeUnit"]
    scaled = (torch.tensor(values, dtype=torch.float64) - center) / scale
    mean, deviation = encode(model, [t / unit for t in times], scaled, spec["config"]["encoder"].get("step", 0))
    location, state, before = [], {1: mean[None], -1: mean[None]}, {1: 0.0, -1: 0.0}
    for at in sorted(asked, key=lambda t: abs(t - times[0])):
        elapsed = (at - times[0]) / unit
        side = 1 if elapsed >= 0 else -1
        state[side] = runge_kutta(model.field, state[side], elapsed - before[side], step)
        before[side] = elapsed
        location.append((at, (model.decoder(state[side])[0] * scale + center).tolist()))
    noise = (torch.exp(model.log_noise).clamp(min=1e-3) * scale).tolist()
    return {
        "times": times,
        "values": [[None if math.isnan(v) else v for v in row] for row in values],
        "asked": sorted(asked),
        "solver": "rk4",
        "step": step,
        "mean": mean.tolist(),
        "deviation": deviation.tolist(),
        "location": [row for _, row in sorted(location)],
        "scale": [noise for _ in asked],
    }


# The files ------------------------------------------------------------------------------------------------------------


def linears(module):
    return [part for part in module.modules() if isinstance(part, nn.Linear)]


def tensors(model):
    """Arrays under the names of anode4j."""
    cell = model.encoder
    named = {
        "encoder.w_ih": cell.weight_ih, "encoder.w_hh": cell.weight_hh,
        "encoder.b_ih": cell.bias_ih, "encoder.b_hh": cell.bias_hh, "noise": model.log_noise,
    }  # fmt: skip
    parts = {"posterior": model.posterior, "field": model.field, "decoder": model.decoder}
    if model.gap_field is not None:
        parts["encoder.field"] = model.gap_field
    for name, module in parts.items():
        for i, layer in enumerate(linears(module)):
            named[f"{name}.{i}.weight"], named[f"{name}.{i}.bias"] = layer.weight, layer.bias
    return named


def safetensors(named):
    header, data = {}, b""
    for name, tensor in named.items():
        raw = tensor.detach().float().contiguous().numpy().astype("<f4").tobytes()
        header[name] = {
            "dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)],
        }  # fmt: skip
        data += raw
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def require_known_parts(model):
    """Refuses what the specification has no words for."""
    for name, module, activation in (("field", model.field, nn.Tanh), ("decoder", model.decoder, nn.ReLU)):
        others = [m for m in module.modules() if not isinstance(m, (nn.Sequential, nn.Linear, activation))]
        if others:
            raise ValueError(f"the {name} holds {others}; expected Linear and {activation.__name__} alone")
    if len({layer.out_features for layer in linears(model.field)[:-1]}) != 1:
        raise ValueError("the field's hidden layers differ in width, or it has none; expected equal widths")
    if len(linears(model.decoder)) > 2:
        raise ValueError("the decoder has more than one hidden layer; expected one or none")
    if not isinstance(model.posterior, nn.Linear):
        raise ValueError(f"the posterior is {model.posterior}; expected one Linear: fold yours, or train with one")


def specification(model, channels, center, scale, time_unit, context, horizon, solver, gap_step):
    """All of a specification but the golden cases."""
    encoder = {"type": "gru", "units": model.encoder.hidden_size, "timeFrequencies": 0}
    if model.gap_field is not None:
        hidden = linears(model.gap_field)[:-1]
        encoder.update(type="ode-rnn", fieldUnits=hidden[0].out_features, fieldLayers=len(hidden))
        encoder.update(solver="midpoint", step=gap_step)
    hidden = linears(model.field)[:-1]
    dynamics = {"type": "neural-ode", "units": hidden[0].out_features, "layers": len(hidden), **solver}
    decoder = linears(model.decoder)
    return {
        "formatVersion": 1,
        "weights": "weights.safetensors",
        "channels": channels,
        "times": "number",
        "timeUnit": time_unit,
        "context": context,
        "horizon": horizon,
        "center": center,
        "scale": scale,
        "config": {
            "latentSize": model.posterior.out_features // 2,
            "augment": 0,
            "encoder": encoder,
            "dynamics": dynamics,
            "decoderUnits": decoder[0].out_features if len(decoder) == 2 else 0,
            "likelihood": {"type": "gaussian"},
        },
        "names": {},
    }


def export(model, folder, series, *, channels, center, scale, time_unit=1.0, context=8.0, horizon=4.0,
           solver=None, gap_step=0.5):  # fmt: skip
    """Writes spec.json and weights.safetensors; each of the series, (times, values, asked), becomes a golden case."""
    require_known_parts(model)
    solver = solver or {"solver": "dopri5", "rtol": 1e-3, "atol": 1e-4}
    spec = specification(model, channels, center, scale, time_unit, context, horizon, solver, gap_step)
    named = tensors(model)
    with torch.no_grad():
        exact = copy.deepcopy(model).float().double()  # the weights that are written, computed with in float64
        spec["golden"] = [golden(exact, spec, *one) for one in series]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.safetensors").write_bytes(safetensors(named))
    (folder / "spec.json").write_text(json.dumps(spec))


def example(seed, length=12):
    """A series of two channels at irregular times, a third of the second one's values missing."""
    random = torch.Generator().manual_seed(seed)
    times = (torch.rand(length, generator=random, dtype=torch.float64).add(0.1).cumsum(0)).tolist()
    noise = torch.rand(length, generator=random).tolist()
    values = [
        [10 + 3 * math.sin(t), math.nan if u < 0.33 else math.cos(2 * t)] for t, u in zip(times, noise)
    ]
    return times, values, [times[0] - 0.5, times[0], times[3], times[-1] + 1.5, times[-1] + 4]


if __name__ == "__main__":
    torch.manual_seed(7)
    demo = LatentOde(2, gap_units=14 if sys.argv[2:3] == ["ode-rnn"] else 0)
    cases = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    export(demo, sys.argv[1], [example(i) for i in range(cases)],
           channels=["flow", "heat"], center=[10.0, 0.0], scale=[2.0, 0.7], time_unit=1.25)  # fmt: skip
    print(f"wrote {sys.argv[1]}/spec.json with {cases} golden cases")
