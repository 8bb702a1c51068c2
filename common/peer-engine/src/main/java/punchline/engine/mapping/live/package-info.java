/** Real gateways: the system's default routes, sockets to their routers, and HTTP calls. */
@NullMarked
package punchline.engine.mapping.live;

import org.jspecify.annotations.NullMarked;
