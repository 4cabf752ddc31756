package io.callwarden.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public Internet from all others, which only an operator may allow: a webhook must not become a way to services
 * of this machine or network. Blocks are those that IANA's special-purpose registries call not globally reachable.
 */
final class PublicAddress {
    private static final List<Block> NOT_PUBLIC_4 = List.of(
            Block.of(8, 0),
            Block.of(8, 10),
            Block.of(10, 100, 64),
            Block.of(8, 127),
            Block.of(16, 169, 254),
            Block.of(12, 172, 16),
            Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2),
            Block.of(24, 192, 88, 99),
            Block.of(16, 192, 168),
            Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100),
            Block.of(24, 203, 0, 113),
            Block.of(3, 224));
    /** Of all of IPv6 only this is public, but for the blocks below: protocol assignments, documentation, 6to4. */
    private static final Block GLOBAL_6 = Block.of(3, 0x20);

    private static final List<Block> NOT_PUBLIC_6 = List.of(
            Block.of(23, 0x20, 0x01, 0x00, 0x00),
            Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
            Block.of(16, 0x20, 0x02),
            Block.of(20, 0x3f, 0xff, 0x00));
    /** In networks with IPv6 only, the way to an IPv4 address, which stands in the last four bytes. */
    private static final Block NAT64 = Block.of(96, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final int BYTES_4 = 4;
    private static final int BYTES_6 = 16;

    private PublicAddress() {}

    /** Whether everybody can reach it. */
    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == BYTES_4 ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        return NOT_PUBLIC_4.stream().noneMatch(block -> block.holds(bytes));
    }

    private static boolean isPublic6(byte[] bytes) {
        if (NAT64.holds(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, BYTES_6 - BYTES_4, BYTES_6));
        }
        return GLOBAL_6.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(bytes));
    }

    /** Addresses that begin with the same bits. */
    private record Block(int bits, int... start) {
        static Block of(int bits, int... start) {
            return new Block(bits, start);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                int wanted = bit / 8 < start.length ? start[bit / 8] : 0;
                if ((address[bit / 8] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
