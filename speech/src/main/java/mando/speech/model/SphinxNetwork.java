package mando.speech.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Mixtures of Gaussians as a neural network that Kaldi computes (nnet3). For each stream of features, an affine function of the values and their
 * squares gives the logarithm of each Gaussian's density,
 * {@code -1/2 sum((x-m)^2/v + ln(2 pi v)) = sum(x m/v - x^2/(2v)) - 1/2 sum(m^2/v + ln(2 pi v))}; a softmax makes densities of them, up to a factor
 * that all senones share in a frame and that decoding does not see; an affine function for each codebook weighs them to the densities of its
 * senones. The product of the three streams goes through a NormalizeComponent of blocks of one, for the logarithm that this one adds: outputs 2i + 1
 * are ln of the i-th senone's density, sorted by codebook, outputs 2i mean nothing.
 */
final class SphinxNetwork {

    /**
     * The logarithm is cut off at ln 2^-33, and its square must fit in a float: so the product, at most this to the third power, uses the room
     * above one.
     */
    private static final float WEIGHT_SCALE = 1e6F;

    private static final int D = SphinxParameters.DIMENSIONS;
    private static final int G = SphinxParameters.GAUSSIANS;
    /** Frames before and after that the streams look at: values, first and second differences, as Sphinx's 1s_c_d_dd. */
    private static final int[][] OFFSETS = { { 0}, { -2, 2}, { -3, -1, 1, 3}};
    private static final int[][] SIGNS = { { 1}, { -1, 1}, { 1, -1, -1, 1}};

    private final SphinxOutputs outputs;
    private final SphinxParameters parameters;
    private final List<String> configuration = new ArrayList<>();
    private final List<Component> components = new ArrayList<>();

    private interface Body {
        void write(KaldiWriter writer) throws IOException;
    }

    private record Component(String name, Body body) {}

    SphinxNetwork(SphinxOutputs outputs, SphinxParameters parameters) {
        this.outputs = outputs;
        this.parameters = parameters;
        configure();
    }

    private void configure() {
        configuration.add("input-node name=input dim=" + D);
        var mixtures = new StringJoiner(", ", "Append(", ")");
        for (int stream = 0; stream < SphinxParameters.STREAMS; stream++) {
            addGaussians(stream);
            for (int codebook = 0; codebook < outputs.codebooks(); codebook++) {
                if (!outputs.ofCodebook(codebook).isEmpty()) {
                    mixtures.add(addMixtures(stream, codebook));
                }
            }
        }
        int count = outputs.count();
        add("product", mixtures.toString(), product(SphinxParameters.STREAMS * count, count));
        add("logarithm", "product",
                writer -> writer.token("<NormalizeComponent>").token("<InputDim>").int32(count).token("<BlockDim>")
                        .int32(1).token("<TargetRms>").float32(1).token("<AddLogStddev>").flag(true)
                        .token("</NormalizeComponent>"));
        configuration.add("output-node name=output input=logarithm objective=linear");
    }

    private void addGaussians(int stream) {
        var frames = new StringJoiner(", ", "Append(", ")");
        for (int offset : OFFSETS[stream]) {
            frames.add(offset == 0 ? "input" : "Offset(input, " + offset + ")");
        }
        add("feature" + stream, OFFSETS[stream].length == 1 ? "input" : frames.toString(),
                affine(differences(SIGNS[stream]), new float[D]));
        add("square" + stream, "Append(feature%d, feature%d)".formatted(stream, stream), product(2 * D, D));
        float[][] means = parameters.means()[stream];
        float[][] variances = parameters.variances()[stream];
        var linear = new float[means.length][2 * D];
        var constant = new float[means.length];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (int d = 0; d < D; d++) {
                double mean = means[i][d];
                double variance = variances[i][d];
                linear[i][d] = (float) (mean / variance);
                linear[i][D + d] = (float) (-0.5 / variance);
                sum += mean * mean / variance + Math.log(2 * Math.PI * variance);
            }
            constant[i] = (float) (-0.5 * sum);
        }
        add("gaussian" + stream, "Append(feature%d, square%d)".formatted(stream, stream), affine(linear, constant));
        add("density" + stream, "gaussian" + stream,
                writer -> writer.token("<SoftmaxComponent>").token("<Dim>").int32(means.length).token("<ValueAvg>")
                        .vector().token("<DerivAvg>").vector().token("<Count>").float64(0)
                        .token("</SoftmaxComponent>"));
    }

    private String addMixtures(int stream, int codebook) {
        String name = stream + "-" + codebook;
        configuration.add("dim-range-node name=codebook%s input-node=density%d dim-offset=%d dim=%d".formatted(name,
                stream, codebook * G, G));
        List<Integer> own = outputs.ofCodebook(codebook);
        var weights = new float[own.size()][G];
        for (int i = 0; i < weights.length; i++) {
            for (int gaussian = 0; gaussian < G; gaussian++) {
                weights[i][gaussian] = WEIGHT_SCALE * parameters.weights()[stream][gaussian][own.get(i)];
            }
        }
        add("mixture" + name, "codebook" + name, affine(weights, new float[weights.length]));
        return "mixture" + name;
    }

    private void add(String name, String input, Body body) {
        configuration.add("component-node name=%s component=%s input=%s".formatted(name, name, input));
        components.add(new Component(name, body));
    }

    private static float[][] differences(int[] signs) {
        var rows = new float[D][signs.length * D];
        for (int d = 0; d < D; d++) {
            for (int frame = 0; frame < signs.length; frame++) {
                rows[d][frame * D + d] = signs[frame];
            }
        }
        return rows;
    }

    private static Body affine(float[][] linear, float[] constant) {
        return writer -> writer.token("<FixedAffineComponent>").token("<LinearParams>").matrix(linear)
                .token("<BiasParams>").vector(constant).token("</FixedAffineComponent>");
    }

    private static Body product(int inputs, int outputs) {
        return writer -> writer.token("<ElementwiseProductComponent>").token("<InputDim>").int32(inputs)
                .token("<OutputDim>").int32(outputs).token("</ElementwiseProductComponent>");
    }

    void write(KaldiWriter writer) throws IOException {
        writer.token("<Nnet3>").text("\n" + String.join("\n", configuration) + "\n\n").token("<NumComponents>")
                .int32(components.size());
        for (Component component : components) {
            writer.token("<ComponentName>").token(component.name);
            component.body.write(writer);
        }
        int context = 3;
        writer.token("</Nnet3>").token("<LeftContext>").int32(context).token("<RightContext>").int32(context)
                .token("<Priors>").vector();
    }
}
