// catalogue [--port N] [--break FAULT]: serves on 127.0.0.1 until it is stopped. Port 0, the default, is any
// free one.
#include <httplib.h>

#include <charconv>
#include <cstring>
#include <iostream>
#include <optional>
#include <string>

#include "catalogue.h"

namespace {

struct Options {
    int port = 0;
    catalogue::Fault fault = catalogue::Fault::none;
};

std::optional<Options> read_options(int count, char** arguments) {
    Options options;
    for (int i = 1; i < count; i += 2) {
        if (i + 1 == count) return std::nullopt;
        const std::string name = arguments[i];
        const std::string value = arguments[i + 1];
        const char* end = value.data() + value.size();
        if (name == "--port") {
            const auto [stop, failure] = std::from_chars(value.data(), end, options.port);
            if (failure != std::errc() || stop != end || options.port < 0 || options.port > 65535)
                return std::nullopt;
        } else if (name == "--break" && value == "price") {
            options.fault = catalogue::Fault::prices_as_text;
        } else if (name == "--break" && value == "sign") {
            options.fault = catalogue::Fault::prices_below_zero;
        } else if (name == "--break" && value == "luck") {
            options.fault = catalogue::Fault::prices_as_text_at_times;
        } else if (name == "--break" && value == "order") {
            options.fault = catalogue::Fault::states_taken_as_given;
        } else {
            return std::nullopt;
        }
    }
    return options;
}

}  // namespace

int main(int count, char** arguments) {
    const std::optional<Options> options = read_options(count, arguments);
    if (!options) {
        std::cerr << "usage: catalogue [--port N] [--break price|sign|luck|order]\n";
        return 2;
    }
    httplib::Server server;
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(1000);
    catalogue::Catalogue catalogue(options->fault);
    catalogue.serve_on(server);

    constexpr const char* kHost = "127.0.0.1";
    int port = options->port;
    if (port == 0) {
        port = server.bind_to_any_port(kHost);
    } else if (!server.bind_to_port(kHost, port)) {
        port = -1;
    }
    if (port < 0) {
        std::cerr << "error: port " << options->port << " cannot be used\ntry:   catalogue --port 0\n";
        return 1;
    }
    std::cout << "listening on http://" << kHost << ':' << port << std::endl;
    return server.listen_after_bind() ? 0 : 1;
}
