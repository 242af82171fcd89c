"""Weights that tell labels apart: a linear model, learnt quickly from many sparse features and a few dense ones."""

from typing import Any

ROUNDS = 40
"""So many steps are enough: each direction is measured by its own curvature, so that rare words move as common ones."""


def fit(sparse: Any, dense: Any, labels: Any, counts: Any, *, strength: float, rounds: int = ROUNDS) -> Any:
    """Return the weights of each feature for each label, one row a feature and the bias last.

    `labels` are places, `counts` how much each text counts, and `strength` how little large weights cost.
    """
    import numpy as np
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    texts, width, many = sparse.shape[0], sparse.shape[1], int(labels.max()) + 1
    turned, counts = sparse.T.tocsr(), counts.astype(np.float32)
    curved = np.concatenate([sparse.power(2).T @ counts, (dense**2).T @ counts]) * (many - 1) / many**2 / 2
    scale = np.sqrt(texts / np.append(curved + 1 / strength, counts.sum() / many)).reshape(-1, 1)
    here = np.arange(texts)

    def cost(flat: Any) -> tuple[float, Any]:
        weights = (flat.reshape(-1, many) * scale).astype(np.float32)
        shares = sparse @ weights[:width] + dense @ weights[width:-1] + weights[-1]
        shares -= shares.max(axis=1, keepdims=True)
        missed = np.log(np.exp(shares).sum(axis=1)) - shares[here, labels]
        shares = np.exp(shares) / np.exp(shares).sum(axis=1, keepdims=True)
        shares[here, labels] -= 1
        shares *= counts[:, None]
        large = weights[:-1] / strength
        slope = np.vstack([turned @ shares + large[:width], dense.T @ shares + large[width:], shares.sum(axis=0)])
        total = float((missed * counts).sum()) + float((large * weights[:-1]).sum()) / 2
        return total / texts, (slope * scale).astype(np.float64).ravel() / texts

    start = np.zeros((width + dense.shape[1] + 1) * many)
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return found.x.reshape(-1, many) * scale
