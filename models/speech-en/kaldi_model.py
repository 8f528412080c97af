"""What libvosk loads: am/final.mdl in Kaldi's binary nnet3 format, conf/ and the table of word boundaries.

Phone ids: 1 is silence, phone k (from 0, in the order of phones.txt) has 2 + 4k to 5 + 4k for begin, end, inside and
single. Each has one state whose entry frame and further frames are two outputs. Transition 2i - 1 is the self-loop of
phone id i, 2i the step into it.
"""

import struct

import numpy as np

from alignment import OUTPUT
from lexicon import PHONES, SILENCE

POSITIONS = {"B": "begin", "E": "end", "I": "internal", "S": "singleton"}

MFCC_CONF = """\
--use-energy=false
--num-mel-bins=40
--num-ceps=40
--low-freq=20
--high-freq=-400
--sample-frequency=16000
"""
MODEL_CONF = """\
--min-active=200
--max-active=3000
--beam={beam}
--lattice-beam={lattice_beam}
--acoustic-scale={acoustic_scale}
--frame-subsampling-factor=3
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=0.75
--endpoint.rule4.min-trailing-silence=1.0
"""


def phone_id(phone, position):
    if phone == SILENCE:
        return 1
    return 2 + 4 * PHONES.index(phone) + "BEIS".index(position)


def phone_table():
    """(id, position or None, output of its entry frame) in the order of ids."""
    table = [(1, None, OUTPUT[SILENCE])]
    for phone in PHONES:
        table += [(phone_id(phone, position), position, OUTPUT[phone]) for position in POSITIONS]
    return table


class _Writer:
    """Kaldi's binary serialisation."""

    def __init__(self):
        self.parts = [b"\0B"]

    def token(self, text):
        self.parts.append(f"{text} ".encode())

    def raw(self, text):
        self.parts.append(text.encode())

    def integer(self, value):
        self.parts.append(b"\x04" + struct.pack("<i", value))

    def real(self, value):
        self.parts.append(b"\x04" + struct.pack("<f", value))

    def double(self, value):
        self.parts.append(b"\x08" + struct.pack("<d", value))

    def integers(self, values):
        self.parts.append(b"\x04" + struct.pack("<i", len(values)) + np.asarray(values, "<i4").tobytes())

    def vector(self, values):
        self.parts.append(b"FV \x04" + struct.pack("<i", len(values)) + np.asarray(values, "<f4").tobytes())

    def matrix(self, values):
        rows, columns = values.shape
        shape = b"\x04" + struct.pack("<i", rows) + b"\x04" + struct.pack("<i", columns)
        self.parts.append(b"FM " + shape + np.ascontiguousarray(values, "<f4").tobytes())


def _write_transitions(writer):
    ids = [phone for phone, _, _ in phone_table()]
    writer.token("<TransitionModel>")
    writer.token("<Topology>")
    writer.integers(ids)
    writer.integers([-1] + [0] * len(ids))  # every phone has topology 0
    writer.integer(-1)  # the long form follows, because entry and loop differ in their output
    writer.integer(1)  # one topology
    writer.integer(2)  # of two states
    writer.integer(0)  # state 0: class 0 on entry,
    writer.integer(1)  # class 1 in the loop,
    writer.integer(2)  # two transitions of one half each
    for target in (0, 1):
        writer.integer(target)
        writer.real(0.5)
    writer.integer(-1)  # state 1 is final: no outputs
    writer.integer(-1)
    writer.integer(0)  # and no transitions
    writer.token("</Topology>")
    writer.token("<Tuples>")
    writer.integer(len(ids))
    for phone, _, output in phone_table():
        for value in (phone, 0, output, output + 1):
            writer.integer(value)
    writer.token("</Tuples>")
    writer.token("<LogProbs>")
    writer.vector([0] + [np.log(0.5)] * (2 * len(ids)))
    writer.token("</LogProbs>")
    writer.token("</TransitionModel>")


def _write_elementwise(writer, component, size):
    writer.token(f"<{component}>")
    writer.token("<Dim>")
    writer.integer(size)
    writer.token("<ValueAvg>")
    writer.vector([])
    writer.token("<DerivAvg>")
    writer.vector([])
    writer.token("<Count>")
    writer.double(0)
    writer.token(f"</{component}>")


def _write_network(writer, layers, inputs):
    lines = [f"input-node name=input dim={inputs}"]
    components = []
    previous = "input"

    def node(name, source, write):
        nonlocal previous
        lines.append(f"component-node name={name} component={name} input={source}")
        components.append((name, write))
        previous = name

    def affine(weights, bias):
        def write():
            writer.token("<FixedAffineComponent>")
            writer.token("<LinearParams>")
            writer.matrix(weights)
            writer.token("<BiasParams>")
            writer.vector(bias)
            writer.token("</FixedAffineComponent>")

        return write

    for number, (offsets, weights, bias) in enumerate(layers, 1):
        views = [f"Offset({previous}, {offset})" if offset else previous for offset in offsets]
        source = f"Append({', '.join(views)})" if len(views) > 1 else views[0]
        node(f"layer{number}.affine", source, affine(weights, bias))
        if number < len(layers):
            size = len(bias)
            relu = "RectifiedLinearComponent"
            node(f"layer{number}.relu", previous, lambda size=size: _write_elementwise(writer, relu, size))
    outputs = len(layers[-1][2])
    node("posterior", previous, lambda: _write_elementwise(writer, "LogSoftmaxComponent", outputs))
    lines.append(f"output-node name=output input={previous} objective=linear")

    writer.token("<Nnet3>")
    writer.raw("\n" + "\n".join(lines) + "\n\n")
    writer.token("<NumComponents>")
    writer.integer(len(components))
    for name, write in components:
        writer.token("<ComponentName>")
        writer.token(name)
        write()
    writer.token("</Nnet3>")


def write_model(directory, layers, priors, acoustic_scale, lattice_beam, beam=13.0, inputs=40):
    """`layers` as of Network.folded_layers, `priors` the probability of each output in training."""
    for name in ("am", "conf", "graph/phones"):
        (directory / name).mkdir(parents=True, exist_ok=True)
    writer = _Writer()
    _write_transitions(writer)
    _write_network(writer, layers, inputs)
    # libvosk computes the contexts itself from the network.
    for name in ("<LeftContext>", "<RightContext>"):
        writer.token(name)
        writer.integer(0)
    writer.token("<Priors>")
    writer.vector(priors)
    (directory / "am/final.mdl").write_bytes(b"".join(writer.parts))
    (directory / "conf/mfcc.conf").write_text(MFCC_CONF)
    conf = MODEL_CONF.format(beam=beam, lattice_beam=lattice_beam, acoustic_scale=acoustic_scale)
    (directory / "conf/model.conf").write_text(conf)
    boundaries = [f"{phone} {POSITIONS.get(position, 'nonword')}\n" for phone, position, _ in phone_table()]
    (directory / "graph/phones/word_boundary.int").write_text("".join(boundaries))
    (directory / "phones.txt").write_text("".join(f"{phone}\n" for phone in PHONES))


def read_model(directory):
    """(weights, bias) of each affine layer and the priors, from a model that write_model wrote."""
    data = (directory / "am/final.mdl").read_bytes()

    def vector(start):
        size = struct.unpack_from("<xi", data, start + 3)[0]
        return np.frombuffer(data, "<f4", size, start + 8), start + 8 + 4 * size

    layers = []
    start = 0
    while (start := data.find(b"<LinearParams> FM ", start)) >= 0:
        start += len(b"<LinearParams> FM ")
        rows, columns = struct.unpack_from("<xixi", data, start)
        weights = np.frombuffer(data, "<f4", rows * columns, start + 10).reshape(rows, columns)
        start += 10 + weights.nbytes + len(b"<BiasParams> ")
        bias, start = vector(start)
        layers.append((weights, bias))
    priors, _ = vector(data.index(b"<Priors> ") + len(b"<Priors> "))
    return layers, priors
