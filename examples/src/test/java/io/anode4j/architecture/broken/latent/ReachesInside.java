package io.anode4j.architecture.broken.latent;

import io.anode4j.architecture.broken.data.internal.Hidden;

record ReachesInside(Hidden hidden) {}
