package com.experiture.client;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * The clients of all workspaces of an application, by name.
 */
public class ExperitureClients implements Iterable<ExperitureClient> {

	private final List<ExperitureClient> clients;

	/**
	 * Create a collection of clients.
	 * @param clients the clients
	 */
	public ExperitureClients(Collection<ExperitureClient> clients) {
		this.clients = List.copyOf(clients);
	}

	/**
	 * Return the client of a workspace.
	 * @param workspace the name of the workspace,
	 * {@value ExperitureClient#DEFAULT_WORKSPACE} for the one without a name
	 * @return the client
	 * @throws IllegalArgumentException if no client has the name, or several have it
	 */
	public ExperitureClient get(String workspace) {
		List<ExperitureClient> found = this.clients.stream()
			.filter((client) -> client.workspace().equals(workspace))
			.toList();
		if (found.size() != 1) {
			throw new IllegalArgumentException(((found.isEmpty()) ? "No" : "More than one")
					+ " ExperitureClient belongs to the workspace '" + workspace + "'; there are " + workspaces());
		}
		return found.get(0);
	}

	/**
	 * Return the names of the workspaces.
	 * @return the names
	 */
	public List<String> workspaces() {
		return this.clients.stream().map(ExperitureClient::workspace).toList();
	}

	@Override
	public Iterator<ExperitureClient> iterator() {
		return this.clients.iterator();
	}

}
