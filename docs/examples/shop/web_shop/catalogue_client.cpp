#include "catalogue_client.h"

#include <httplib.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace web_shop {
namespace {

using nlohmann::json;

httplib::Client connect(const std::string& url) {
    httplib::Client client(url);
    client.set_connection_timeout(2);
    client.set_read_timeout(5);
    client.set_tcp_nodelay(true);
    return client;
}

// The document in a response with that status.
json document_of(const httplib::Result& result, int status) {
    if (!result)
        throw std::runtime_error("the catalogue cannot be reached: " + httplib::to_string(result.error()));
    if (result->status != status)
        throw std::runtime_error("the catalogue answered " + std::to_string(result->status) + ": " +
                                 result->body);
    return json::parse(result->body);
}

Product product_from(const json& document) {
    return {document.at("id").get<int>(), document.at("name").get<std::string>(),
            document.at("price").get<double>()};
}

}  // namespace

std::optional<Product> CatalogueClient::product(int id) const {
    const auto result = connect(url_).Get("/products/" + std::to_string(id),
                                          httplib::Headers{{"Accept", "application/json"}});
    if (result && result->status == 404) return std::nullopt;
    return product_from(document_of(result, 200));
}

std::vector<Product> CatalogueClient::search(const std::string& text) const {
    const auto result = connect(url_).Get("/products", httplib::Params{{"search", text}, {"page", "1"}},
                                          httplib::Headers{{"Accept", "application/json"}});
    std::vector<Product> products;
    for (const json& document : document_of(result, 200)) products.push_back(product_from(document));
    return products;
}

Order CatalogueClient::order(int product, int quantity) const {
    const json wish = {{"product", product}, {"quantity", quantity}};
    const json document = document_of(connect(url_).Post("/orders", wish.dump(), "application/json"), 201);
    return {document.at("id").get<int>(), document.at("total").get<double>()};
}

}  // namespace web_shop
