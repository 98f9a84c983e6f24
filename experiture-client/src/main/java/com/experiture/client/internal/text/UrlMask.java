package com.experiture.client.internal.text;

/**
 * Masks the parts of URLs that can be secret: everything after the path.
 */
final class UrlMask {

	private UrlMask() {
	}

	static void apply(MaskedText text) {
		int scheme = text.text().indexOf("://");
		while (scheme >= 0) {
			int end = scheme;
			while (end < text.length() && text.charAt(end) != ' ') {
				end++;
			}
			for (int i = scheme; i < end; i++) {
				if (text.charAt(i) == '?' || text.charAt(i) == '#' || text.charAt(i) == ';') {
					text.mask(i + 1, end);
					break;
				}
			}
			scheme = text.text().indexOf("://", end);
		}
	}

}
