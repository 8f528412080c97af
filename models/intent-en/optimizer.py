"""Muon (Jordan et al., 2024): momentum whose matrices are orthogonalised; learns this task in fewer examples than Adam does."""
import torch

# Where the processor has no instructions for it, bfloat16 is ten times slower than float.
BFLOAT16 = torch.cpu._is_avx512_bf16_supported()

def orthogonal(gradient, steps=5):
    """Newton-Schulz iteration towards U V^T of the gradient's singular value decomposition."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = gradient.to(torch.bfloat16 if BFLOAT16 else torch.float32)
    tall = x.shape[0] > x.shape[1]
    if tall:
        x = x.T
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return (x.T if tall else x).float()


class Muon(torch.optim.Optimizer):
    def __init__(self, parameters, lr, momentum=.95, weight_decay=.01):
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for parameter in group["params"]:
                state = self.state[parameter]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(parameter)
                state["momentum"].lerp_(parameter.grad, 1 - group["momentum"])
                update = orthogonal(parameter.grad.lerp(state["momentum"], group["momentum"]))
                scale = max(1.0, parameter.shape[0] / parameter.shape[1]) ** .5
                parameter.mul_(1 - group["lr"] * group["weight_decay"]).add_(update, alpha=-group["lr"] * scale)
