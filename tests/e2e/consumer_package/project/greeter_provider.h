// The provider of the greetings, and what its test programs verify: the contracts that the clients recorded.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <tally/verifier.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <thread>

// Says good morning to everybody, or good evening when GREETER_SAYS is set to that.
class Greeter {
  public:
    Greeter() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(socket_, 8);
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Greeter() {
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  private:
    void serve() const {
        const char* says = std::getenv("GREETER_SAYS");
        const std::string greeting = says != nullptr ? says : "Good morning";
        const std::string body = "{\"text\":\"" + greeting + "\",\"lines\":[\"" + greeting + "\"]}";
        const std::string response =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Language: en\r\nConnection: close\r\n"
            "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        for (int peer; (peer = ::accept(socket_, nullptr, nullptr)) >= 0;) {
            char request[4096];
            if (::recv(peer, request, sizeof request, 0) > 0)
                (void)!::send(peer, response.data(), response.size(), MSG_NOSIGNAL);
            ::close(peer);
        }
    }

    int socket_;
    int port_ = 0;
    std::thread thread_;
};

inline tally::Verifier greeter() {
    tally::Verifier verifier("greeter");
    verifier.contracts("contracts")
        .provider([] {
            static const Greeter greeter;
            return greeter.url();
        })
        .state("it is morning", [](const tally::StateParams& params) { return tally::Values{{"hour", params.integer("hour")}}; })
        .message("a farewell", [] { return tally::Message{R"({"text":"Good bye"})", "application/json", {}}; });
    return verifier;
}
