// Stands for your service: put that in its place. It greets by the time of day that it finds in the file $1, which states.sh
// writes.
#include <httplib.h>

#include <fstream>
#include <iostream>
#include <string>

namespace {

std::string time_of_day(const std::string& file) {
    std::string text = "evening";
    std::ifstream(file) >> text;
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string file = argc > 1 ? argv[1] : "";
    httplib::Server server;
    server.Get("/greeting", [&file](const httplib::Request& request, httplib::Response& response) {
        if (request.has_param("name")) {
            response.set_content(R"({"text":"Good )" + time_of_day(file) + ", " + request.get_param_value("name") + R"("})",
                                 "application/json");
        } else {
            response.status = 400;
            response.set_content(R"({"error":"whom to greet?"})", "application/json");
        }
    });
    const int port = server.bind_to_any_port("127.0.0.1");
    if (port < 0) return 1;
    std::cout << "listening on http://127.0.0.1:" << port << std::endl;
    return server.listen_after_bind() ? 0 : 1;
}
