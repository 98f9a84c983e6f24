package com.experiture.emulator.internal.server;

import java.util.List;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerList;

/**
 * Creates WireMock's usual server, and can close its connections.
 */
final class JettyServerFactory implements HttpServerFactory {

	private final @Nullable Handler first;

	private @Nullable Server server;

	/**
	 * Create a factory.
	 * @param first handles requests before WireMock, {@code null} for none
	 */
	JettyServerFactory(@Nullable Handler first) {
		this.first = first;
	}

	@Override
	public HttpServer buildHttpServer(Options options, AdminRequestHandler adminRequestHandler,
			StubRequestHandler stubRequestHandler) {
		Server built = new Server(options, adminRequestHandler, stubRequestHandler, this.first);
		this.server = built;
		return built;
	}

	/**
	 * Close the connection of the request that this thread handles, as soon as the
	 * response has been sent.
	 */
	static void closeAfterResponse() {
		HttpConnection.getCurrentConnection()
			.getHttpChannel()
			.getRequest()
			.setAttribute(CloseAfterResponse.class.getName(), true);
	}

	void closeConnections() {
		if (this.server != null) {
			this.server.closeConnections();
		}
	}

	private static final class Server extends Jetty11HttpServer {

		Server(Options options, AdminRequestHandler adminRequestHandler, StubRequestHandler stubRequestHandler,
				@Nullable Handler first) {
			super(options, adminRequestHandler, stubRequestHandler);
			this.httpConnector.addBean(new CloseAfterResponse());
			if (first != null) {
				this.jettyServer.setHandler(new HandlerList(first, this.jettyServer.getHandler()));
			}
		}

		void closeConnections() {
			List.copyOf(this.httpConnector.getConnectedEndPoints()).forEach(EndPoint::close);
		}

	}

	private static final class CloseAfterResponse implements HttpChannel.Listener {

		@Override
		public void onComplete(Request request) {
			if (request.getAttribute(CloseAfterResponse.class.getName()) != null) {
				request.getHttpChannel().getEndPoint().close();
			}
		}

	}

}
