// The part of Python's pickle that a state dict needs, as data: nothing is ever executed.
// Private to core: it speaks of tensors.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace priorscope {

/// A value of a pickle: what its kind says is set.
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
        call,    ///< of a function that numpy's arrays are made with: its name, arguments and later state
        object,  ///< of a class that is not known here: the class's name, and what was set on it by key
    };

    Kind kind = Kind::none;
    bool boolean = false;
    std::int64_t integer = 0;
    double real = 0.0;
    std::string text;  ///< a string, or a global, call's or object's "module name"
    /// Elements of a list or tuple; key, value, key, value … of a dict or object; of a call a tuple and
    /// perhaps its state. Shared, as Python's references are.
    std::shared_ptr<std::vector<PickleValue>> items;
    torch::Tensor tensor;  ///< a tensor, or a storage as a one-dimensional tensor

    static PickleValue of(std::int64_t value);
    static PickleValue of(double value);
    static PickleValue of(std::string value);
    static PickleValue of(torch::Tensor value);
    static PickleValue makeDict();

    void set(std::string key, PickleValue value);         ///< appends to a dict
    const PickleValue* find(std::string_view key) const;  ///< in a dict; null where absent
    /// A dict, or an object of an unknown class that is filled like one.
    bool isDictionary() const { return (kind == Kind::dict || kind == Kind::object) && items != nullptr; }
};

/// Bytes of a pickle (protocol 2) whose tensors are persistent ids "0", "1" …
struct PickledDocument {
    std::string bytes;
    std::vector<torch::Tensor> storages;  ///< contiguous, on the CPU, in the order of their ids
};

/// Dicts become collections.OrderedDict, tensors torch._utils._rebuild_tensor_v2: what torch.save writes and
/// what torch.load(weights_only=True) accepts.
PickledDocument pickled(const PickleValue& value);

/// Gives the storage of a persistent id: dtype name ("FloatStorage"), key, number of elements.
using StorageReader = std::function<torch::Tensor(const std::string&, const std::string&, std::int64_t)>;

/// Reads a pickle (protocol 1 to 5) that holds numbers, strings, lists, tuples, dicts, tensors and numpy's
/// arrays. Nothing is looked up or run: an object of another class, as training scripts leave beside the
/// weights, keeps the name of its class and its entries by key, and nothing else.
/// Memory stays below a constant and a small multiple of the bytes, whatever they say; what comes out is
/// nested at most kDeepestPickle deep and holds no cycle.
/// @param source  names the file in errors
/// @param used    if given, receives the length of the pickle, behind which other bytes may follow
/// @throws Error where the bytes end early, hold an unknown instruction, or call what would run a program
PickleValue unpickled(std::string_view bytes, const StorageReader& storages, const std::string& source,
                      std::size_t* used = nullptr);

constexpr std::size_t kDeepestPickle = 64;

/// The classes of the objects within a value that were not read, each once: "module name".
std::vector<std::string> unreadClasses(const PickleValue& value);

/// "FloatStorage" and so on. @throws Error for a type that no storage has
std::string storageName(torch::ScalarType type);
/// The reverse; none for an unknown name.
std::optional<torch::ScalarType> storageType(const std::string& name);

}  // namespace priorscope
