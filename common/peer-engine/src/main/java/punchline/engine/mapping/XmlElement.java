package punchline.engine.mapping;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of a small XML document.
 *
 * @param name without its namespace, which routers often get wrong
 * @param text of its own, without that of its children, stripped
 */
public record XmlElement(String name, String text, List<XmlElement> children) {
    /** The largest descriptions of routers have 20 KiB. */
    public static final int MAX_BYTES = 64 * 1024;

    /** A service of an IGD is 9 deep. */
    private static final int MAX_DEPTH = 32;

    /** Descriptions have a hundred. */
    private static final int MAX_ELEMENTS = 2_000;

    /** URLs and addresses. In characters; more is cut off. */
    private static final int MAX_TEXT_CHARS = 1_024;

    public XmlElement {
        children = List.copyOf(children);
    }

    /**
     * Reads a document. Reads nothing else: documents with a type declaration, and so with entities of their own, are refused, as
     * are those that are too large, too deep or malformed.
     *
     * @return the root, or null if the document is refused
     */
    public static @Nullable XmlElement read(byte[] document) {
        if (document.length > MAX_BYTES) {
            return null;
        }
        // Neither thread-safe nor slow to make again.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing else is read");
        });
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return null;
        }
    }

    private static final class Open {
        final String name;
        final StringBuilder text = new StringBuilder();
        final List<XmlElement> children = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }

        void append(String more) {
            text.append(more, 0, Math.min(more.length(), MAX_TEXT_CHARS - text.length()));
        }

        XmlElement close() {
            return new XmlElement(name, text.toString().strip(), children);
        }
    }

    private static @Nullable XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        int elements = 0;
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE -> {
                    return null;
                }
                case XMLStreamReader.START_ELEMENT -> {
                    elements++;
                    if (elements > MAX_ELEMENTS || open.size() == MAX_DEPTH) {
                        return null;
                    }
                    open.push(new Open(reader.getLocalName()));
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
                    if (!open.isEmpty()) {
                        open.getFirst().append(reader.getText());
                    }
                }
                case XMLStreamReader.END_ELEMENT -> {
                    XmlElement closed = open.pop().close();
                    if (open.isEmpty()) {
                        root = closed;
                    } else {
                        open.getFirst().children.add(closed);
                    }
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        return root;
    }

    /** All elements of that name, at any depth, in the order of the document. */
    Stream<XmlElement> all(String wanted) {
        Stream<XmlElement> below = children.stream().flatMap(child -> child.all(wanted));
        return name.equals(wanted) ? Stream.concat(Stream.of(this), below) : below;
    }

    /** The text of the first element of that name, at any depth; empty if there is none. */
    String textOf(String wanted) {
        return all(wanted).findFirst().map(XmlElement::text).orElse("");
    }
}
