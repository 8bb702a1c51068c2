package punchline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import punchline.benchmark.Plot.Point;

class PlotTest {
    @Test
    void aPlotIsAPictureWithALineForEach() throws Exception {
        Plot plot = new Plot("Latency", "messages a second", "µs");
        plot.add("median", List.of(new Point(30, 1133), new Point(300_000, 299)));
        plot.add("worst hundredth", List.of(new Point(30, 16_523), new Point(300_000, 7238)));
        Document picture = parsed(plot.svg());
        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(4);
        assertThat(picture.getDocumentElement().getTextContent()).contains("Latency", "messages a second", "median");
    }

    @Test
    void wordsMayHaveTheSignsOfItsLanguage() throws Exception {
        Plot plot = new Plot("a < b & c", "\"x\"", "<y>");
        plot.add("p99 > p50", List.of(new Point(1, 1)));
        assertThat(parsed(plot.svg()).getDocumentElement().getTextContent()).contains("a < b & c", "<y>", "p99 > p50");
    }

    @Test
    void whatHasNoPlaceOnTheAxesIsLeftOut() throws Exception {
        Plot plot = new Plot("t", "x", "y");
        plot.add("some", List.of(new Point(0, 5), new Point(10, 0), new Point(10, 5)));
        assertThat(parsed(plot.svg()).getElementsByTagName("circle").getLength())
                .isEqualTo(1);
    }

    @Test
    void nothingAtAllIsAnEmptyPlot() throws Exception {
        assertThat(parsed(new Plot("t", "x", "y").svg())
                        .getElementsByTagName("polyline")
                        .getLength())
                .isZero();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
