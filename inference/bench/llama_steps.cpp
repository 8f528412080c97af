// llama.cpp's part of bench/instructions.py: MODEL ROUNDS PROMPT DECODE. Each round: a prompt of PROMPT tokens, then DECODE tokens, greedily, on one thread.
#include <cstdlib>
#include <vector>

#include "llama.h"

int main(int, char **arguments) {
    llama_log_set([](ggml_log_level, const char *, void *) {}, nullptr);
    llama_model *model = llama_model_load_from_file(arguments[1], llama_model_default_params());
    const int rounds = std::atoi(arguments[2]), prompt = std::atoi(arguments[3]), decode = std::atoi(arguments[4]);
    auto options = llama_context_default_params();
    options.n_ctx = 512;
    options.n_threads = options.n_threads_batch = 1;
    llama_context *context = llama_init_from_model(model, options);
    const int vocabulary = llama_vocab_n_tokens(llama_model_get_vocab(model));
    for (int round = 0; round < rounds; round++) {
        llama_memory_clear(llama_get_memory(context), true);
        std::vector<llama_token> batch;
        for (int i = 0; i < prompt; i++) {
            batch.push_back((i * 7919 + 13) % (vocabulary < 10000 ? vocabulary : 10000));
        }
        for (int step = 0; step <= decode; step++) {
            if (llama_decode(context, llama_batch_get_one(batch.data(), batch.size())) != 0) {
                return 1;
            }
            const float *logits = llama_get_logits_ith(context, -1);
            int best = 0;
            for (int i = 1; i < vocabulary; i++) {
                best = logits[i] > logits[best] ? i : best;
            }
            batch = {best};
        }
    }
}
