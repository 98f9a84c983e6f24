package com.experiture.client.internal.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;
import reactor.netty.transport.ProxyProvider;

/**
 * Lets the proxy resolve the names of hosts behind it: in many companies, only the proxy
 * can resolve them. Hosts that are reached directly are resolved here; with a proxy,
 * Reactor Netty does not resolve them.
 */
public final class ProxyAwareResolverGroup extends AddressResolverGroup<InetSocketAddress> {

	private final Supplier<ProxyProvider> proxy;

	private final AddressResolverGroup<InetSocketAddress> direct;

	private volatile @Nullable Predicate<SocketAddress> reachedDirectly;

	private ProxyAwareResolverGroup(Supplier<ProxyProvider> proxy, AddressResolverGroup<InetSocketAddress> direct) {
		this.proxy = proxy;
		this.direct = direct;
	}

	/**
	 * Apply this resolver to an HTTP client that has a proxy.
	 */
	public static HttpClient apply(HttpClient httpClient, LoopResources loops) {
		Supplier<ProxyProvider> proxy = proxy(httpClient);
		return (proxy != null) ? httpClient.resolver(new ProxyAwareResolverGroup(proxy, direct(httpClient, loops)))
				: httpClient;
	}

	@SuppressWarnings("unchecked")
	private static AddressResolverGroup<InetSocketAddress> direct(HttpClient httpClient, LoopResources loops) {
		AddressResolverGroup<?> resolver = httpClient.configuration().resolver();
		boolean resolves = resolver != null && resolver != NoopAddressResolverGroup.INSTANCE;
		return resolves ? (AddressResolverGroup<InetSocketAddress>) resolver
				: NameResolverProvider.builder().build().newNameResolverGroup(loops, LoopResources.DEFAULT_NATIVE);
	}

	private static @Nullable Supplier<ProxyProvider> proxy(HttpClient httpClient) {
		ProxyProvider known = httpClient.configuration().proxyProvider();
		return (known != null) ? () -> known : httpClient.configuration().proxyProviderSupplier();
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		AddressResolver<InetSocketAddress> resolver = this.direct.getResolver(executor);
		return new AddressResolver<>() {

			@Override
			public boolean isSupported(SocketAddress address) {
				return resolver.isSupported(address);
			}

			@Override
			public boolean isResolved(SocketAddress address) {
				return !isReachedDirectly(address) || resolver.isResolved(address);
			}

			@Override
			public Future<InetSocketAddress> resolve(SocketAddress address) {
				return resolver.resolve(address);
			}

			@Override
			public Future<InetSocketAddress> resolve(SocketAddress address, Promise<InetSocketAddress> promise) {
				return resolver.resolve(address, promise);
			}

			@Override
			public Future<List<InetSocketAddress>> resolveAll(SocketAddress address) {
				return resolver.resolveAll(address);
			}

			@Override
			public Future<List<InetSocketAddress>> resolveAll(SocketAddress address,
					Promise<List<InetSocketAddress>> promise) {
				return resolver.resolveAll(address, promise);
			}

			@Override
			public void close() {
				resolver.close();
			}

		};
	}

	private boolean isReachedDirectly(SocketAddress address) {
		Predicate<SocketAddress> known = this.reachedDirectly;
		if (known == null) {
			known = this.proxy.get().getNonProxyHostsPredicate();
			this.reachedDirectly = known;
		}
		return known.test(address);
	}

}
