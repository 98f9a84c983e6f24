package com.experiture.emulator.internal;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.api.ApiEndpoint;
import com.experiture.emulator.internal.api.CallProcessor;
import com.experiture.emulator.internal.api.IdempotencyStore;
import com.experiture.emulator.internal.api.RequestLog;
import com.experiture.emulator.internal.api.Router;
import com.experiture.emulator.internal.fault.FaultInjector;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;
import com.experiture.emulator.internal.protocol.ResponseEnvelope;
import com.experiture.emulator.internal.server.EmulatorServer;
import com.experiture.emulator.internal.server.UploadHost;
import com.experiture.emulator.internal.token.IssuedTokens;
import com.experiture.emulator.internal.token.TokenEndpoint;
import com.experiture.emulator.internal.upload.UploadEndpoint;
import com.experiture.emulator.internal.upload.UploadSlots;

/**
 * A running emulator: creates its parts, connects them, and resets and stops them.
 */
public final class EmulatorCore {

	private final Behaviors initialBehaviors;

	private final Behaviors behaviors = new Behaviors();

	private final FaultInjector faults = new FaultInjector();

	private final IdempotencyStore idempotency = new IdempotencyStore();

	private final UploadSlots uploadSlots = new UploadSlots();

	private final RequestLog log;

	private final IssuedTokens tokens;

	private final UploadEndpoint uploads;

	private final UploadHost uploadHost;

	private final Backend backend;

	private final EmulatorServer server;

	/**
	 * Start an emulator.
	 * @param config the configuration
	 * @param control handles requests that are for the emulator itself; it returns
	 * {@code null} for all others
	 */
	public EmulatorCore(EmulatorConfig config, Function<RawRequest, @Nullable RawResponse> control) {
		this.initialBehaviors = config.behaviors();
		this.behaviors.copyFrom(config.behaviors());
		this.log = new RequestLog(config.api().keptRequests());
		this.tokens = new IssuedTokens(config.api().tokenLifetime());
		this.uploads = new UploadEndpoint(this.uploadSlots, this.faults, config.clock());
		this.uploadHost = new UploadHost(config.binding(), this.uploads);
		this.backend = new Backend(config.schemas(), this.behaviors, this.uploadSlots,
				(call) -> this.uploadHost.origin(call.host()));
		CallProcessor processor = new CallProcessor(this.backend.handlers(), this.tokens, this.idempotency,
				new ResponseEnvelope(this.behaviors));
		ApiEndpoint api = new ApiEndpoint(new Router(config.api().basePath()), processor, this.faults, this.log,
				config.clock());
		TokenEndpoint tokenEndpoint = new TokenEndpoint(config.api().client(), this.tokens, this.faults,
				config.clock());
		this.server = new EmulatorServer(config.binding(), this.uploadHost, (request) -> {
			if (request.path().equals(TokenEndpoint.PATH)) {
				this.log.addTokenRequest();
				return tokenEndpoint.handle(request);
			}
			RawResponse response = control.apply(request);
			return (response != null) ? response : api.handle(request);
		});
	}

	public Behaviors behaviors() {
		return this.behaviors;
	}

	public FaultInjector faults() {
		return this.faults;
	}

	public RequestLog log() {
		return this.log;
	}

	public IssuedTokens tokens() {
		return this.tokens;
	}

	public UploadEndpoint uploads() {
		return this.uploads;
	}

	public Backend backend() {
		return this.backend;
	}

	public EmulatorServer server() {
		return this.server;
	}

	/**
	 * Forget everything that has happened, apart from issued tokens.
	 */
	public void reset() {
		this.faults.clear();
		this.server.removeStubs();
		this.backend.clear();
		this.uploads.clear();
		this.idempotency.clear();
		this.log.clear();
		this.behaviors.copyFrom(this.initialBehaviors);
	}

	public void stop() {
		this.faults.clear();
		this.server.stop();
		this.uploadHost.stop();
		this.backend.clear();
	}

}
