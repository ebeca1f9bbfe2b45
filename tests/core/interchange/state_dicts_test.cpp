// Which weights are loaded from training scripts' files: wrapped, averaged, several models, numpy arrays,
// objects of unknown classes.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/archive/torch_archive.hpp"
#include "core/base/error.hpp"
#include "core/base/torch_headers.hpp"
#include "core/interchange/weights/weight_file.hpp"

using namespace priorscope;
using namespace std::string_literals;

namespace {

NamedTensors model(float value, const std::string& prefix = "") {
    return {{prefix + "a.weight", torch::full({2, 3}, value)},
            {prefix + "a.bias", torch::full({2}, value)},
            {prefix + "a.running_mean", torch::full({2}, value)},
            {prefix + "b.weight", torch::full({4, 2}, value)}};
}

PickleValue dictOf(const NamedTensors& tensors) {
    PickleValue dict = PickleValue::makeDict();
    for (const auto& [name, tensor] : tensors) {
        dict.set(name, PickleValue::of(tensor));
    }
    return dict;
}

std::string text(const std::string& value) {
    std::string bytes = "X";
    for (int i = 0; i < 4; ++i) {
        bytes.push_back(static_cast<char>((value.size() >> (8 * i)) & 0xFF));
    }
    return bytes + value;
}

}  // namespace

class TestStateDicts : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    WeightFile readBack(const PickleValue& document) const {
        writeTorchArchive("writing", path("given.pth"), document);
        return readWeights(path("given.pth"));
    }

    WeightFile readBytes(const std::string& bytes) const {
        std::ofstream(path("given"), std::ios::binary) << bytes;
        return readWeights(path("given"));
    }

    template <class Read>
    QString errorOf(const Read& read) const {
        try {
            read();
        } catch (const Error& e) {
            return QString::fromStdString(e.what());
        }
        return {};
    }

    static float valueOf(const WeightFile& file, const std::string& name) {
        for (const auto& [known, tensor] : file.tensors) {
            if (known == name) {
                return tensor.flatten()[0].item<float>();
            }
        }
        return -1.0F;
    }

  private Q_SLOTS:
    void everyWrapperAlone_data() {
        QTest::addColumn<QString>("key");
        for (const char* key :
             {"state_dict", "model_state_dict", "model", "model_state", "net", "net_state_dict", "params",
              "student", "ema", "ema_state_dict", "state_dict_ema", "model_ema", "params_ema", "teacher",
              "a name that nobody knows"}) {
            QTest::newRow(key) << QString(key);
        }
    }
    void everyWrapperAlone() {
        QFETCH(QString, key);
        PickleValue document = PickleValue::makeDict();
        document.set("epoch", PickleValue::of(std::int64_t{3}));
        document.set("optimizer", dictOf(model(9.0F)));
        document.set(key.toStdString(), dictOf(model(2.0F, "module.")));
        const WeightFile read = readBack(document);
        QCOMPARE(read.tensors.size(), std::size_t{4});
        QCOMPARE(valueOf(read, "a.weight"), 2.0F);
    }

    void theAverageGoesFirst_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("average");
        const auto row = [](const char* plain, const char* average) {
            QTest::newRow(average) << plain << average;
        };
        row("model", "ema");
        row("state_dict", "ema_state_dict");
        row("state_dict", "state_dict_ema");
        row("model_state", "model_ema");
        row("params", "params_ema");
        row("student", "teacher");
    }
    void theAverageGoesFirst() {
        QFETCH(QString, model);
        QFETCH(QString, average);
        PickleValue document = PickleValue::makeDict();
        document.set(model.toStdString(), dictOf(::model(1.0F)));
        // Parameter-only averages lack the running statistics.
        NamedTensors averaged = ::model(2.0F, "module.");
        averaged.erase(averaged.begin() + 2);
        document.set(average.toStdString(), dictOf(averaged));
        const WeightFile read = readBack(document);
        QCOMPARE(valueOf(read, "a.weight"), 2.0F);
        QCOMPARE(valueOf(read, "a.running_mean"), 1.0F);
        QCOMPARE(read.notes.size(), std::size_t{1});
        const QString note = QString::fromStdString(read.notes[0]);
        QVERIFY2(note.contains(model) && note.contains(average) && note.contains("average is taken") &&
                     note.contains("1 tensors that it lacks"),
                 qPrintable(note));
    }

    void anAverageDeepInside() {
        PickleValue ema = PickleValue::makeDict();
        ema.set("module", dictOf(model(2.0F)));
        ema.set("updates", PickleValue::of(std::int64_t{5}));
        PickleValue document = PickleValue::makeDict();
        document.set("model", dictOf(model(1.0F)));
        document.set("ema", ema);
        QCOMPARE(valueOf(readBack(document), "a.weight"), 2.0F);
    }

    void aTeacherOfAnotherShapeIsNoAverage() {
        PickleValue document = PickleValue::makeDict();
        document.set("student", dictOf(model(1.0F)));
        NamedTensors teacher = model(2.0F);
        for (auto& [name, tensor] : teacher) {
            tensor = torch::cat({tensor, tensor});
        }
        document.set("teacher", dictOf(teacher));
        const WeightFile read = readBack(document);
        QCOMPARE(valueOf(read, "a.weight"), 1.0F);
        QCOMPARE(read.notes.size(), std::size_t{1});
        QVERIFY(read.notes[0].text().find("\"teacher\" (4 tensors)") != std::string::npos);
    }

    void severalModelsAreListed() {
        PickleValue document = PickleValue::makeDict();
        document.set("generator", dictOf(model(1.0F)));
        document.set("discriminator", dictOf(model(2.0F)));
        const QString message = errorOf([&] { readBack(document); });
        QVERIFY2(message.contains("\"generator\" (4 tensors), \"discriminator\" (4 tensors)") &&
                     message.contains("torch.load(FILE)[\"generator\"]"),
                 qPrintable(message));
    }

    void severalModelsInOneDictionary() {
        // As saved by a training module with two networks.
        NamedTensors both = model(1.0F, "student.");
        for (auto& entry : model(2.0F, "teacher.")) {
            both.push_back(entry);
        }
        PickleValue document = PickleValue::makeDict();
        document.set("state_dict", dictOf(both));
        const WeightFile read = readBack(document);
        QCOMPARE(read.tensors.size(), std::size_t{4});
        QCOMPARE(valueOf(read, "a.weight"), 2.0F);
        QVERIFY(read.notes.at(0).text().find("state_dict.teacher") != std::string::npos);
    }

    void arraysOfNumpy_data() {
        // pickle.dumps({'a.weight': numpy.asfortranarray([[0.5, -1], [2, 300]], '<f4'),
        //               'b': numpy.array([200, 2], '<i2'), 'c': numpy.array([1.0], '>f4')}, protocol),
        //               numpy 1.24
        QTest::addColumn<QByteArray>("base64");
        QTest::newRow("protocol 2") << QByteArray(
            "gAJ9cQAoWAgAAABhLndlaWdodHEBY251bXB5LmNvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQJjbnVtcHkK"
            "bmRhcnJheQpxA0sAhXEEY19jb2RlY3MKZW5jb2RlCnEFWAEAAABicQZYBgAAAGxhdGluMXEHhnEIUnEJh3EKUnEL"
            "KEsBSwJLAoZxDGNudW1weQpkdHlwZQpxDVgCAAAAZjRxDomIh3EPUnEQKEsDWAEAAAA8cRFOTk5K/////0r/////"
            "SwB0cRJiiGgFWBMAAAAAAAA/AAAAQAAAwoDCvwAAwpZDcRNoB4ZxFFJxFXRxFmJYAQAAAGJxF2gCaANLAIVxGGgJ"
            "h3EZUnEaKEsBSwKFcRtoDVgCAAAAaTJxHImIh3EdUnEeKEsDaBFOTk5K/////0r/////SwB0cR9iiWgFWAUAAADD"
            "iAACAHEgaAeGcSFScSJ0cSNiWAEAAABjcSRoAmgDSwCFcSVoCYdxJlJxJyhLAUsBhXEoaA1YAgAAAGY0cSmJiIdx"
            "KlJxKyhLA1gBAAAAPnEsTk5OSv////9K/////0sAdHEtYoloBVgFAAAAP8KAAABxLmgHhnEvUnEwdHExYnUu");
        QTest::newRow("protocol 4") << QByteArray(
            "gASVOwEAAAAAAAB9lCiMCGEud2VpZ2h0lIwVbnVtcHkuY29yZS5tdWx0aWFycmF5lIwMX3JlY29uc3RydWN0lJOU"
            "jAVudW1weZSMB25kYXJyYXmUk5RLAIWUQwFilIeUUpQoSwFLAksChpRoBYwFZHR5cGWUk5SMAmY0lImIh5RSlChL"
            "A4wBPJROTk5K/////0r/////SwB0lGKIQxAAAAA/AAAAQAAAgL8AAJZDlHSUYowBYpRoBGgHSwCFlGgJh5RSlChL"
            "AUsChZRoDowCaTKUiYiHlFKUKEsDaBJOTk5K/////0r/////SwB0lGKJQwTIAAIAlHSUYowBY5RoBGgHSwCFlGgJ"
            "h5RSlChLAUsBhZRoDowCZjSUiYiHlFKUKEsDjAE+lE5OTkr/////Sv////9LAHSUYolDBD+AAACUdJRidS4=");
        QTest::newRow("protocol 5") << QByteArray(
            "gAWVHgEAAAAAAAB9lCiMCGEud2VpZ2h0lIwSbnVtcHkuY29yZS5udW1lcmljlIwLX2Zyb21idWZmZXKUk5QolhAA"
            "AAAAAAAAAAAAPwAAAEAAAIC/AACWQ5SMBW51bXB5lIwFZHR5cGWUk5SMAmY0lImIh5RSlChLA4wBPJROTk5K////"
            "/0r/////SwB0lGJLAksChpSMAUaUdJRSlIwBYpRoBCiWBAAAAAAAAADIAAIAlGgIjAJpMpSJiIeUUpQoSwNoDE5O"
            "Tkr/////Sv////9LAHSUYksChZSMAUOUdJRSlIwBY5RoBCiWBAAAAAAAAAA/gAAAlGgIjAJmNJSJiIeUUpQoSwOM"
            "AT6UTk5OSv////9K/////0sAdJRiSwGFlGgZdJRSlHUu");
    }
    void arraysOfNumpy() {
        QFETCH(QByteArray, base64);
        const WeightFile read = readBytes(QByteArray::fromBase64(base64).toStdString());
        QCOMPARE(read.format, "pickle"s);
        QCOMPARE(read.tensors.size(), std::size_t{2});
        QVERIFY(read.tensors[0].second.equal(torch::tensor({{0.5F, -1.0F}, {2.0F, 300.0F}})));
        QVERIFY(read.tensors[1].second.equal(torch::tensor({200, 2}, torch::kInt16)));
        QCOMPARE(read.notes.size(), std::size_t{1});
        QVERIFY2(read.notes[0].text().ends_with(": c."), read.notes[0].text().c_str());
    }

    void anArrayUnderManyNamesTakesNoMoreThanTheFile() {
        // One megabyte of data, and a thousand arrays that each refer to it.
        const std::string make = "cnumpy.core.multiarray\n_reconstruct\nq\5(tR";
        std::string bytes = "\x80\x02}("s + text("data") + text(std::string(1 << 20, 'x')) + "q\1"s;
        bytes += text("dtype") + "cnumpy\ndtype\n" + text("u1") + "\x85Rq\2"s;
        for (int i = 0; i < 1000; ++i) {
            bytes += text("w" + std::to_string(i)) + make + "(K\1J\0\0\x10\0\x85h\2\x89h\1tb"s;
        }
        bytes += "u.";
        const QString message = errorOf([&] {
            const WeightFile read = readBytes(bytes);
            QCOMPARE(read.tensors.size(), std::size_t{1});
        });
        QVERIFY2(message.isEmpty() || message.contains("far more memory"), qPrintable(message));
    }

    void objectsOfOtherClassesAreNamed() {
        // A buffer with a state, a dictionary subclass that holds numbers, and the weights.
        PickleValue document = PickleValue::makeDict();
        document.set("state_dict", dictOf(model(3.0F)));
        PickledDocument pickle = pickled(document);
        const std::string history =
            "cmmengine.logging.history_buffer\nHistoryBuffer\n)\x81}" + text("max_length") + "M\x10\x27sb"s;
        const std::string hyper = "cmy.config\nHyper\n)\x81(" + text("lr") + "K\1u"s;
        pickle.bytes.insert(pickle.bytes.size() - 1,
                            text("log") + history + "s" + text("hyper_parameters") + hyper + "s");
        const PickleValue read = unpickled(
            pickle.bytes,
            [&](const std::string&, const std::string& key, std::int64_t) {
                return pickle.storages.at(static_cast<std::size_t>(key[0] - '0'));
            },
            "test");
        QCOMPARE(
            unreadClasses(read),
            (std::vector<std::string>{"mmengine.logging.history_buffer HistoryBuffer", "my.config Hyper"}));
        QCOMPARE(read.find("state_dict")->items->size(), std::size_t{8});
        QVERIFY(read.find("hyper_parameters")->kind == PickleValue::Kind::object);
    }

    void aWholeModelIsNamed() {
        const QString message =
            errorOf([&] { readBytes("\x80\x02"s + "cmy.nets\nNet\n)\x81}" + text("training") + "\x88sb."); });
        QVERIFY2(message.contains("my.nets Net") && message.contains("state_dict()"), qPrintable(message));
    }

    void whatRunsProgramsIsRefused_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"os\nsystem", "posix\nsystem", "subprocess\nPopen", "builtins\neval",
                                 "__builtin__\nexec", "runpy\nrun_path", "os.path\njoin"}) {
            QTest::newRow(name) << QString(name);
        }
    }
    void whatRunsProgramsIsRefused() {
        QFETCH(QString, name);
        const QString message = errorOf([&] {
            readBytes("\x80\x02}" + text("x") + "c" + name.toStdString() + "\n" + text("true") + "\x85Rs.");
        });
        QVERIFY2(message.contains("would run a program"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestStateDicts)
#include "state_dicts_test.moc"
