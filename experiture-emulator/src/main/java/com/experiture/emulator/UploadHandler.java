package com.experiture.emulator;

import java.io.IOException;
import java.util.Map;

import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * Serves {@link Uploads} on the port of the API, where only one port can be reached. It
 * comes before WireMock, which would hold the file in memory.
 */
final class UploadHandler extends AbstractHandler {

	private final Uploads uploads;

	UploadHandler(Uploads uploads) {
		this.uploads = uploads;
	}

	@Override
	public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if (!target.startsWith(Uploads.PATH)) {
			return;
		}
		baseRequest.setHandled(true);
		Reply reply = this.uploads.receive(call(request));
		reply.delay().run();
		if (!reply.delivery().answers()) {
			baseRequest.getHttpChannel().getEndPoint().close();
			return;
		}
		response.setStatus(reply.status());
		reply.headers().forEach(response::setHeader);
		response.setContentLength(reply.body().length);
		response.getOutputStream().write(reply.body());
	}

	private static UploadCall call(HttpServletRequest request) throws IOException {
		Map<String, String> headers = UploadCall.newHeaders();
		request.getHeaderNames().asIterator().forEachRemaining((name) -> headers.put(name, request.getHeader(name)));
		String query = request.getQueryString();
		return new UploadCall(request.getMethod(), request.getRequestURI() + ((query != null) ? "?" + query : ""),
				headers, request.getInputStream());
	}

}
