#include <array>
#include <bit>
#include <limits>
#include <optional>

#include "core/archive/pickle.hpp"
#include "core/base/error.hpp"

namespace priorscope {
namespace {

constexpr std::array<std::pair<torch::ScalarType, const char*>, 10> kStorages = {{
    {torch::kFloat32, "FloatStorage"},
    {torch::kFloat64, "DoubleStorage"},
    {torch::kFloat16, "HalfStorage"},
    {torch::kBFloat16, "BFloat16Storage"},
    {torch::kInt64, "LongStorage"},
    {torch::kInt32, "IntStorage"},
    {torch::kInt16, "ShortStorage"},
    {torch::kInt8, "CharStorage"},
    {torch::kUInt8, "ByteStorage"},
    {torch::kBool, "BoolStorage"},
}};

/// Emits pickle opcodes; the letters are those of Python's pickletools.
class Writer {
  public:
    PickledDocument document;

    void value(const PickleValue& v) {
        switch (v.kind) {
            case PickleValue::Kind::none:
                code('N');
                break;
            case PickleValue::Kind::boolean:
                code(v.boolean ? '\x88' : '\x89');
                break;
            case PickleValue::Kind::integer:
                integer(v.integer);
                break;
            case PickleValue::Kind::real:
                real(v.real);
                break;
            case PickleValue::Kind::string:
                string(v.text);
                break;
            case PickleValue::Kind::list:
                code(']');
                sequence(*v.items, 'e');
                break;
            case PickleValue::Kind::tuple:
                sequence(*v.items, 't');
                break;
            case PickleValue::Kind::dict:
                orderedDict();
                sequence(*v.items, 'u');
                break;
            case PickleValue::Kind::tensor:
                tensor(v.tensor);
                break;
            case PickleValue::Kind::global:
            case PickleValue::Kind::storage:
            case PickleValue::Kind::call:
            case PickleValue::Kind::object:
                throw Error(
                    {.action = Core::tr("writing a pickle"),
                     .reason = Core::tr("classes, their objects and bare storages are not supported")});
        }
    }

    void code(char c) { document.bytes.push_back(c); }

  private:
    template <class T>
    void littleEndian(T number) {
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            code(static_cast<char>((static_cast<std::uint64_t>(number) >> (8 * i)) & 0xFF));
        }
    }

    void global(const char* module, const char* name) {
        code('c');
        document.bytes += std::string(module) + "\n" + name + "\n";
    }

    void integer(std::int64_t number) {
        if (number >= std::numeric_limits<std::int32_t>::min() &&
            number <= std::numeric_limits<std::int32_t>::max()) {
            code('J');
            littleEndian(static_cast<std::int32_t>(number));
        } else {
            code('\x8a');
            code('\x08');
            littleEndian(number);
        }
    }

    void real(double number) {
        code('G');
        const auto bits = std::bit_cast<std::uint64_t>(number);
        for (int shift = 56; shift >= 0; shift -= 8) {
            code(static_cast<char>((bits >> shift) & 0xFF));
        }
    }

    void string(const std::string& text) {
        code('X');
        littleEndian(static_cast<std::uint32_t>(text.size()));
        document.bytes += text;
    }

    void sequence(const std::vector<PickleValue>& items, char end) {
        code('(');
        for (const PickleValue& item : items) {
            value(item);
        }
        code(end);
    }

    void orderedDict() {
        global("collections", "OrderedDict");
        code(')');
        code('R');
    }

    void integers(c10::IntArrayRef numbers) {
        code('(');
        for (const std::int64_t number : numbers) {
            integer(number);
        }
        code('t');
    }

    void tensor(const torch::Tensor& given) {
        const torch::Tensor t = given.detach().to(torch::kCPU).contiguous();
        global("torch._utils", "_rebuild_tensor_v2");
        code('(');
        code('(');
        string("storage");
        global("torch", storageName(t.scalar_type()).c_str());
        string(std::to_string(document.storages.size()));
        string("cpu");
        integer(t.numel());
        code('t');
        code('Q');
        integer(0);
        integers(t.sizes());
        integers(t.strides());
        code('\x89');
        orderedDict();
        code('t');
        code('R');
        document.storages.push_back(t);
    }
};

}  // namespace

PickleValue PickleValue::of(std::int64_t value) {
    PickleValue v;
    v.kind = Kind::integer;
    v.integer = value;
    return v;
}

PickleValue PickleValue::of(double value) {
    PickleValue v;
    v.kind = Kind::real;
    v.real = value;
    return v;
}

PickleValue PickleValue::of(std::string value) {
    PickleValue v;
    v.kind = Kind::string;
    v.text = std::move(value);
    return v;
}

PickleValue PickleValue::of(torch::Tensor value) {
    PickleValue v;
    v.kind = Kind::tensor;
    v.tensor = std::move(value);
    return v;
}

PickleValue PickleValue::makeDict() {
    PickleValue v;
    v.kind = Kind::dict;
    v.items = std::make_shared<std::vector<PickleValue>>();
    return v;
}

void PickleValue::set(std::string key, PickleValue value) {
    items->push_back(of(std::move(key)));
    items->push_back(std::move(value));
}

const PickleValue* PickleValue::find(std::string_view key) const {
    if (kind != Kind::dict) {
        return nullptr;
    }
    for (std::size_t i = 0; i + 1 < items->size(); i += 2) {
        if ((*items)[i].kind == Kind::string && (*items)[i].text == key) {
            return &(*items)[i + 1];
        }
    }
    return nullptr;
}

PickledDocument pickled(const PickleValue& value) {
    Writer writer;
    writer.code('\x80');
    writer.code('\x02');
    writer.value(value);
    writer.code('.');
    return std::move(writer.document);
}

std::string storageName(torch::ScalarType type) {
    for (const auto& [known, name] : kStorages) {
        if (known == type) {
            return name;
        }
    }
    throw Error({.action = Core::tr("writing a tensor"),
                 .reason = Core::tr("no storage type for %1").arg(c10::toString(type))});
}

std::optional<torch::ScalarType> storageType(const std::string& name) {
    for (const auto& [type, known] : kStorages) {
        if (known == name) {
            return type;
        }
    }
    return std::nullopt;
}

}  // namespace priorscope
