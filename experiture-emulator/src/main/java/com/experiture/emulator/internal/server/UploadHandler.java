package com.experiture.emulator.internal.server;

import java.io.IOException;
import java.util.Map;

import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

import com.experiture.emulator.internal.protocol.RawResponse;
import com.experiture.emulator.internal.upload.UploadCall;
import com.experiture.emulator.internal.upload.UploadEndpoint;
import com.experiture.emulator.internal.upload.UploadHead;

/**
 * Serves {@link UploadEndpoint} on the port of the API. It comes before WireMock, which
 * would hold the file in memory.
 */
final class UploadHandler extends AbstractHandler {

	private final UploadEndpoint uploads;

	UploadHandler(UploadEndpoint uploads) {
		this.uploads = uploads;
	}

	@Override
	public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if (!target.startsWith(UploadHead.PATH)) {
			return;
		}
		baseRequest.setHandled(true);
		RawResponse received = this.uploads.receive(call(request));
		received.timing().delay().run();
		if (!received.delivery().hasStatus()) {
			baseRequest.getHttpChannel().getEndPoint().close();
			return;
		}
		response.setStatus(received.status());
		received.headers().forEach(response::setHeader);
		response.setContentLength(received.body().length);
		response.getOutputStream().write(received.body());
	}

	private static UploadCall call(HttpServletRequest request) throws IOException {
		Map<String, String> headers = UploadHead.newHeaders();
		request.getHeaderNames().asIterator().forEachRemaining((name) -> headers.put(name, request.getHeader(name)));
		String query = request.getQueryString();
		String target = request.getRequestURI() + ((query != null) ? "?" + query : "");
		return new UploadCall(new UploadHead(request.getMethod(), target, headers), request.getInputStream());
	}

}
