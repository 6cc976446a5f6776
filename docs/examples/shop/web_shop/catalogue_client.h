// What the web shop knows of the catalogue: its HTTP API as a class.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace web_shop {

struct Product {
    int id = 0;
    std::string name;
    double price = 0;
};

struct Order {
    int id = 0;
    double total = 0;
};

// Every function throws std::runtime_error when the catalogue cannot be reached or answers nonsense.
class CatalogueClient {
  public:
    explicit CatalogueClient(std::string url) : url_(std::move(url)) {}

    std::optional<Product> product(int id) const;  // nothing when there is no such product
    std::vector<Product> search(const std::string& text) const;
    Order order(int product, int quantity) const;

  private:
    std::string url_;
};

}  // namespace web_shop
