package punchline.engine.mapping;

import punchline.engine.Reason;

/** What a {@link PortMapper} tells its owner. */
public sealed interface MappingEvent {
    /** A mapping was made, or is another than before. Renewals are silent. */
    record Mapped(Mapping mapping) implements MappingEvent {}

    /** That mapping is gone. */
    record Unmapped(Mapping mapping) implements MappingEvent {}

    /** There will be no mapping for a while; plain words. Told once for each reason. */
    record NotMapped(Reason reason) implements MappingEvent {}
}
