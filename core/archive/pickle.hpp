// The part of Python's pickle that a state dict needs, as data: nothing is ever executed.
// Private to core: it uses torch types.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/torch_headers.hpp"

namespace priorscope {

/// One value of a pickle: only the members that belong to its kind are set.
struct PickleValue {
    enum class Kind {
        none,
        boolean,
        integer,
        real,
        string,
        list,
        tuple,
        dict,
        global,
        storage,
        tensor,
        call,    ///< a call to a function that builds numpy arrays: its name, arguments and later state
        object,  ///< an object of an unknown class: the class's name, and the attributes set on it, by key
    };

    Kind kind = Kind::none;
    bool boolean = false;
    std::int64_t integer = 0;
    double real = 0.0;
    std::string text;  ///< a string, or the "module name" of a global, call or object
    /// Elements of a list or tuple; key, value, key, value … of a dict or object; for a call, its argument
    /// tuple and optionally its state. Shared, as references are in Python.
    std::shared_ptr<std::vector<PickleValue>> items;
    torch::Tensor tensor;  ///< a tensor, or a storage as a one-dimensional tensor

    static PickleValue of(std::int64_t value);
    static PickleValue of(double value);
    static PickleValue of(std::string value);
    static PickleValue of(torch::Tensor value);
    static PickleValue makeDict();

    void set(std::string key, PickleValue value);         ///< appends to a dict
    const PickleValue* find(std::string_view key) const;  ///< in a dict; null where absent
    /// A dict, or an object of an unknown class that is filled like a dict.
    bool isDictionary() const { return (kind == Kind::dict || kind == Kind::object) && items != nullptr; }
};

/// A pickle (protocol 2) whose tensors are stored under the persistent ids "0", "1" …
struct PickledDocument {
    std::string bytes;
    std::vector<torch::Tensor> storages;  ///< contiguous, on the CPU, in the order of their ids
};

/// Writes dicts as collections.OrderedDict and tensors as torch._utils._rebuild_tensor_v2, as torch.save does
/// and as torch.load(weights_only=True) accepts.
PickledDocument pickled(const PickleValue& value);

/// Returns the storage for a persistent id: dtype name ("FloatStorage"), key, number of elements.
using StorageReader = std::function<torch::Tensor(const std::string&, const std::string&, std::int64_t)>;

/// Reads a pickle (protocols 1 to 5) that holds numbers, strings, lists, tuples, dicts, tensors and numpy
/// arrays. Nothing is imported or executed: objects of other classes, which training scripts often save next
/// to the weights, are reduced to the name of their class and their entries by key.
/// Memory use is bounded by a constant plus a small multiple of the input size, whatever the input claims;
/// the result is nested at most kDeepestPickle deep and has no cycles.
/// @param source  names the file in errors
/// if given, receives the length of the pickle; other data may follow it
/// @throws Error if the data ends early, has an unknown opcode, or calls a function that would run code
PickleValue unpickled(std::string_view bytes, const StorageReader& storages, const std::string& source,
                      std::size_t* used = nullptr);

constexpr std::size_t kDeepestPickle = 64;

/// The classes of objects inside a value that could not be reconstructed, each once: "module name".
std::vector<std::string> unreadClasses(const PickleValue& value);

/// "FloatStorage" and so on. @throws Error for a type that has no storage class
std::string storageName(torch::ScalarType type);
/// The inverse of storageName; none for an unknown name.
std::optional<torch::ScalarType> storageType(const std::string& name);

}  // namespace priorscope
