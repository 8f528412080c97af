package mando.inference.llama;

import java.util.Optional;
import mando.inference.kernel.Activations;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.MatrixProduct;

/** Multiplies vectors with a model's projections: the weights, what an adapter puts beside them, the bias. Holds one session's buffers. */
final class ProjectionProduct {

    private final Kernels kernels;
    private final MatrixProduct product;
    private final Activations inner;
    private final float[] low;
    private final float[] added;

    /**
     * @param batch the most vectors at a time; of the output head it is one
     */
    ProjectionProduct(LlamaModel model, MatrixProduct product, int batch) {
        this.kernels = model.kernels();
        this.product = product;
        int rank = model.adapterRank();
        LlamaConfig config = model.config();
        inner = new Activations(batch, rank);
        low = new float[batch * rank];
        added = new float[rank == 0
                ? 0
                : Math.max(config.vocabulary(), batch * Math.max(config.width(),
                        Math.max(config.queryWidth(), config.feedForwardWidth())))];
    }

    /** {@code out[v] = W x[v]} and so on, for all rows. */
    void multiply(LlamaModel.Projection projection, Activations x, int count, float[] out) {
        prepare(projection, 0, x, count);
        rows(projection, 0, projection.weights().rows(), x, count, out);
    }

    /** The same for one of the matrices that lie one below the other in an experts' tensor. */
    void multiplyPart(LlamaModel.Projection projection, int part, int rows, Activations x, float[] out) {
        prepare(projection, part, x, 1);
        rows(projection, part * rows, rows, x, 1, out);
    }

    /** What {@link #rows} of a projection have in common: A x. */
    void prepare(LlamaModel.Projection projection, int part, Activations x, int count) {
        Optional<LowRank> beside = projection.beside();
        if (beside.isPresent()) {
            int rank = beside.get().rank();
            product.multiply(beside.get().a(), part * rank, rank, x, count, low);
            inner.set(low, count, rank);
        }
    }

    /** Some rows: {@code out[v * rows + r]}; {@link #prepare} comes before. */
    void rows(LlamaModel.Projection projection, int first, int rows, Activations x, int count, float[] out) {
        product.multiply(projection.weights(), first, rows, x, count, out);
        Optional<LowRank> beside = projection.beside();
        if (beside.isPresent()) {
            product.multiply(beside.get().b(), first, rows, inner, count, added);
            kernels.addScaled(out, 0, added, 0, beside.get().factor(), count * rows);
        }
        if (projection.bias().length > 0) {
            for (int v = 0; v < count; v++) {
                kernels.addScaled(out, v * rows, projection.bias(), first, 1, rows);
            }
        }
    }
}
