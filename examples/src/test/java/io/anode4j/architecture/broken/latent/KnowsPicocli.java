package io.anode4j.architecture.broken.latent;

import picocli.CommandLine.Command;

@Command
final class KnowsPicocli {}
