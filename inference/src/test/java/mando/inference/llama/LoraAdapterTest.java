package mando.inference.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import mando.inference.gguf.EncodedTensor;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import mando.inference.gguf.TensorType;
import mando.inference.kernel.ScalarKernels;
import mando.inference.kernel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an adapter changes, and which are refused. That it changes what llama.cpp says it does is in {@link ParityTest}. */
class LoraAdapterTest {

    @TempDir
    private Path folder;

    private static GoldenModel golden(String name) {
        return GoldenModel.all().filter(model -> model.name().equals(name)).findFirst().orElseThrow();
    }

    private LlamaModel load(GoldenModel golden, GgufWriter adapter, float scale) {
        try (GgufFile file = GgufFile.open(golden.writeModel(folder));
                GgufFile adapterFile = GgufFile.open(adapter.write(folder.resolve("adapter.gguf")))) {
            return LlamaModel.load(file, LoraAdapter.of(adapterFile, scale), new ScalarKernels(), new Workers(1));
        }
    }

    private static float[] logits(LlamaModel model, int... prompt) {
        Session session = model.newSession(prompt.length);
        session.append(prompt);
        var logits = new float[model.config().vocabulary()];
        session.logits(logits);
        return logits;
    }

    @ParameterizedTest
    @ValueSource(strings = { "lora-llama-f16", "lora-mixtral", "lora-phi2-fused", "lora-q8_0"})
    void changesTheModelAndNothingOfItIsChangedByNone(String name) {
        GoldenModel golden = golden(name);
        float[] alone = logits(golden.loadAlone(folder, new ScalarKernels(), new Workers(1)), golden.prompt());
        float[] adapted = logits(golden.load(folder, new ScalarKernels(), new Workers(1)), golden.prompt());
        assertThat(adapted).isNotEqualTo(alone);
        assertThat(logits(load(golden, golden.adapter(), 0), golden.prompt())).containsExactly(alone);
    }

    @Test
    void someLogitsAreThoseOfAll() {
        GoldenModel golden = golden("lora-phi2-fused");
        LlamaModel model = golden.load(folder, new ScalarKernels(), new Workers(1));
        float[] all = logits(model, golden.prompt());
        Session session = model.newSession(golden.prompt().length);
        session.append(golden.prompt());
        var some = new float[all.length];
        session.logits(new int[]{ 0, 95}, some);
        assertThat(some[0]).isEqualTo(all[0]);
        assertThat(some[95]).isEqualTo(all[95]);
    }

    @Test
    void aPromptAtOnceIsThePromptTokenByToken() {
        GoldenModel golden = golden("lora-llama-f16");
        LlamaModel model = golden.load(folder, new ScalarKernels(), new Workers(1));
        Session session = model.newSession(golden.prompt().length);
        for (int token : golden.prompt()) {
            session.append(token);
        }
        var stepwise = new float[model.config().vocabulary()];
        session.logits(stepwise);
        assertThat(stepwise).containsExactly(logits(model, golden.prompt()));
    }

    @Test
    void whatIsNoAdapterOfThisModelIsRefused() {
        assertRefused(adapter().without("general.type"), "no LoRA adapter: its general.type is absent");
        assertRefused(adapter().metadata("general.type", "model"), "its general.type is model");
        assertRefused(adapter().metadata("adapter.type", "control_vector"), "its adapter.type is control_vector");
        assertRefused(adapter().metadata("general.architecture", "gemma"),
                "adapts models of the architecture \"gemma\", this one is \"llama\"");
        assertRefused(adapter().metadata("adapter.lora.alpha", "many"), "adapter.lora.alpha is many");
        assertRefused(adapter().metadata("adapter.alora.invocation_tokens", List.of(1)), "certain tokens activate");
        assertRefused(adapter().without("blk.1.attn_q.weight.lora_a"), "lacks the tensor blk.1.attn_q.weight.lora_a");
        assertRefused(adapter().without("blk.1.attn_q.weight.lora_b"), "lacks the tensor blk.1.attn_q.weight.lora_b");
        assertRefused(pair(adapter(), "blk.9.attn_q.weight", 64, 4, 64), "which this model does not have");
        assertRefused(pair(adapter(), "blk.0.attn_q.weight", 64, 4, 32),
                "blk.0.attn_q.weight is 64 × 4 and 4 × 32, which does not fit this model's 64 × 64");
        assertRefused(pair(adapter(), "blk.0.attn_q.weight", 32, 4, 64), "does not fit this model's 64 × 64");
        assertRefused(pair(adapter(), "token_embd.weight", 64, 4, 96),
                "adapts token_embd.weight, which is not supported");
        assertRefused(pair(adapter(), "blk.0.attn_norm.weight", 64, 4, 1),
                "adapts blk.0.attn_norm.weight, which is not");
        assertRefused(adapter().tensor("blk.0.attn_norm.weight", EncodedTensor.of(TensorType.F32, new float[64]), 64),
                "blk.0.attn_norm.weight is neither");
        var values = new float[4 * 64];
        values[9] = Float.NaN;
        assertRefused(adapter().tensor("blk.0.attn_q.weight.lora_a", EncodedTensor.of(TensorType.F32, values), 64, 4),
                "blk.0.attn_q.weight.lora_a holds a weight that is NaN");
        assertThatThrownBy(() -> load(golden("lora-llama-f16"), adapter(), Float.NaN))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NaN");
    }

    private static GgufWriter adapter() {
        return golden("lora-llama-f16").adapter();
    }

    private static GgufWriter pair(GgufWriter writer, String name, int rows, int rank, int columns) {
        return writer
                .tensor(name + ".lora_a", EncodedTensor.of(TensorType.F32, new float[rank * columns]), columns, rank)
                .tensor(name + ".lora_b", EncodedTensor.of(TensorType.F32, new float[rows * rank]), rank, rows);
    }

    private void assertRefused(GgufWriter adapter, String problem) {
        assertThatThrownBy(() -> load(golden("lora-llama-f16"), adapter, 1)).isInstanceOf(GgufException.class)
                .hasMessageContaining(problem).hasMessageStartingWith(folder.resolve("adapter.gguf").toString());
    }
}
