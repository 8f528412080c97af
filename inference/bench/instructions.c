/* A plugin of QEMU 7.2 for bench/instructions.py: how many instructions each emulated processor executed, printed at the end. Declared here is what it
   uses of qemu-plugin.h (version 1), which Debian packages nowhere. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
enum { NO_REGISTERS };

size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, void (*callback)(qemu_plugin_id_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *block, void (*callback)(unsigned, void *), int flags, void *data);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*callback)(qemu_plugin_id_t, void *), void *data);

int qemu_plugin_version = 1;

enum { PROCESSORS = 256 };
/* Threads of the program are processors here; each writes only its own place. */
static uint64_t executed[PROCESSORS];

static void block_executed(unsigned processor, void *instructions) {
    executed[processor % PROCESSORS] += (uintptr_t)instructions;
}

static void block_translated(qemu_plugin_id_t id, struct qemu_plugin_tb *block) {
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_cb(block, block_executed, NO_REGISTERS, (void *)qemu_plugin_tb_n_insns(block));
}

static void ended(qemu_plugin_id_t id, void *data) {
    (void)id, (void)data;
    uint64_t most = 0;
    for (int i = 0; i < PROCESSORS; i++) {
        most = executed[i] > most ? executed[i] : most;
    }
    fprintf(stderr, "instructions of the busiest thread: %" PRIu64 "\n", most);
}

int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int count, char **arguments) {
    (void)info, (void)count, (void)arguments;
    qemu_plugin_register_vcpu_tb_trans_cb(id, block_translated);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}
