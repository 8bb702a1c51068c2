package punchline.engine.path;

/** Since the start: probes sent and answered, and what was dropped: unverified datagrams, authentic answers to nothing that I ask. */
public record ProbeCounts(long sent, long answered, long unverified, long unmatched) {}
