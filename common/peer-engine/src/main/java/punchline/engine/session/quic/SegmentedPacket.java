package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import java.net.InetSocketAddress;

/** Several datagrams of one size in one buffer. Netty's own class needs a Unix socket beneath; this one only says the size. */
final class SegmentedPacket extends DatagramPacket {
    private final int segmentBytes;

    private SegmentedPacket(ByteBuf content, int segmentBytes, InetSocketAddress recipient) {
        super(content, recipient);
        this.segmentBytes = segmentBytes;
    }

    int segmentBytes() {
        return segmentBytes;
    }

    static SegmentedDatagramPacketAllocator allocator(int maxSegments) {
        if (maxSegments == 0) {
            return SegmentedDatagramPacketAllocator.NONE;
        }
        return new SegmentedDatagramPacketAllocator() {
            @Override
            public int maxNumSegments() {
                return maxSegments;
            }

            @Override
            public DatagramPacket newPacket(ByteBuf buffer, int segmentSize, InetSocketAddress remoteAddress) {
                return new SegmentedPacket(buffer, segmentSize, remoteAddress);
            }
        };
    }
}
