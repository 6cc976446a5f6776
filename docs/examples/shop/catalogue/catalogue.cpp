#include "catalogue.h"

#include <httplib.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>

namespace catalogue {
namespace {

using nlohmann::json;

constexpr const char* kJson = "application/json";

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

json to_json(const Product& product, Fault fault) {
    json document = {{"id", product.id}, {"name", product.name}, {"price", product.price}};
    if (fault == Fault::prices_as_text) document["price"] = document["price"].dump();
    if (fault == Fault::prices_below_zero) document["price"] = -product.price;
    return document;
}

std::string problem(const std::string& text) {
    return json{{"error", text}}.dump();
}

}  // namespace

std::string Catalogue::product_document(int id, int& status) {
    const std::lock_guard lock(mutex_);
    const auto found = products_.find(id);
    status = found == products_.end() ? 404 : 200;
    if (status == 404) return problem("no product " + std::to_string(id));
    const bool at_times = fault_ == Fault::prices_as_text_at_times && ++answers_ % 5 == 0;
    return to_json(found->second, at_times ? Fault::prices_as_text : fault_).dump();
}

std::string Catalogue::search_document(const std::string& text) const {
    const std::lock_guard lock(mutex_);
    json found = json::array();
    for (const auto& [id, product] : products_) {
        if (lower(product.name).find(lower(text)) != std::string::npos)
            found.push_back(to_json(product, fault_));
    }
    return found.dump();
}

std::string Catalogue::place_order(const std::string& wish, int& status, std::string& location) {
    const json document = json::parse(wish, nullptr, false);
    const bool readable = document.is_object() && document.value("product", json()).is_number_integer() &&
                          document.value("quantity", json()).is_number_integer();
    status = 422;
    if (!readable) return problem("an order has a product and a quantity");
    const std::lock_guard lock(mutex_);
    const auto product = products_.find(document["product"].get<int>());
    if (product == products_.end()) return problem("no such product");
    const int id = ++last_order_;
    status = 201;
    location = "/orders/" + std::to_string(id);
    const double total = std::round(product->second.price * document["quantity"].get<int>() * 100) / 100;
    if (fault_ == Fault::states_taken_as_given) products_.clear();
    return json{{"id", id}, {"total", total}}.dump();
}

// What verifiers ask for before each interaction: the catalogue is brought into the state that a contract
// names.
std::string Catalogue::set_state(const std::string& change, int& status) {
    const json document = json::parse(change, nullptr, false);
    status = 400;
    if (!document.is_object()) return problem("a state change is a JSON object");
    const std::string state = document.value("state", "");
    const json params = document.value("params", json::object());
    const std::lock_guard lock(mutex_);
    if (fault_ == Fault::states_taken_as_given && change == last_change_) return status = 200, "{}";
    last_change_ = change;
    products_.clear();
    status = 200;
    if (document.value("action", "setup") == "teardown" || state.empty() || state == "there are no products")
        return "{}";
    if (state == "product 10 exists") {
        products_[10] = {10, "Lamp", 19.99};
    } else if (state == "lamps are for sale") {
        const int count = std::clamp(params.value("count", 1), 0, 1000);
        for (int i = 0; i < count; ++i)
            products_[10 + i] = {10 + i, "Desk lamp " + std::to_string(i + 1), 19.99 + i};
    } else {
        status = 400;
        return problem("unknown state '" + state + "'");
    }
    return "{}";
}

void Catalogue::stock(const std::vector<Product>& products) {
    const std::lock_guard lock(mutex_);
    products_.clear();
    for (const Product& product : products) products_[product.id] = product;
}

void Catalogue::serve_on(httplib::Server& server) {
    server.Get(
        R"(/products/(\d{1,9}))", [this](const httplib::Request& request, httplib::Response& response) {
            response.set_content(product_document(std::stoi(request.matches[1]), response.status), kJson);
        });
    server.Get("/products", [this](const httplib::Request& request, httplib::Response& response) {
        response.set_content(search_document(request.get_param_value("search")), kJson);
    });
    server.Post("/orders", [this](const httplib::Request& request, httplib::Response& response) {
        std::string location;
        response.set_content(place_order(request.body, response.status, location), kJson);
        if (!location.empty()) response.set_header("Location", location);
    });
    server.Post("/_states", [this](const httplib::Request& request, httplib::Response& response) {
        response.set_content(set_state(request.body, response.status), kJson);
    });
}

}  // namespace catalogue
