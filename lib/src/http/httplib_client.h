// The HTTP client over sockets: cpp-httplib with one deadline per exchange and caps, for plain and TLS.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "http/client.h"
#include "http/ip_address.h"

namespace tally::http {

struct ClientOptions {
    bool verify_tls = true;
    std::string ca_file;       // empty: SSL_CERT_FILE, then the system's
    std::string ca_directory;  // empty: SSL_CERT_DIR, then the system's
    std::string http_proxy;    // as HTTP_PROXY; empty: none. This machine itself is never asked of a proxy
    std::string https_proxy;
    std::string no_proxy;  // comma list of hosts and domains
    std::string user_agent = "Tally";
    AddressCheck refuse = {};  // asked about every address before it is connected to, but not about proxies

    // Fills the proxy and certificate fields from the environment (upper and lower case names).
    static ClientOptions from_environment();
};

// Connections are kept alive and reused per origin; each is used by one thread at a time.
std::unique_ptr<Client> http_client(ClientOptions options = ClientOptions::from_environment());

}  // namespace tally::http
