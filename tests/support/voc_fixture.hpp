// A tiny VOC folder whose figures are known by heart.
#pragma once

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTextStream>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "core/formats/voc/voc_reader.hpp"

namespace priorscope::fixture {

/// Six images of 300 × 300 px, 000001 to 000006, split "train". Every object covers 16…285 px, the fractions
/// 0.05 to 0.95. Images 1 to 4 hold a cat (that of 2 is difficult, that of 1 truncated), 3 to 6 a dog. Image
/// 6 has no file. So: 6 images, 7 objects that are not difficult (3 cats, 4 dogs), 1 difficult, 1 truncated.
class VocFolder {
  public:
    VocFolder() {
        QDir root(m_folder.path());
        for (const char* name : {"Annotations", "JPEGImages", "ImageSets/Main"}) {
            root.mkpath(QString::fromLatin1(name));
        }
        QString list;
        for (int i = 1; i <= 6; ++i) {
            const QString id = QStringLiteral("%1").arg(i, 6, 10, QLatin1Char('0'));
            list += id + QLatin1Char('\n');
            write(QStringLiteral("Annotations/%1.xml").arg(id), annotation(i, id));
            if (i != 6) {
                QImage image(300, 300, QImage::Format_RGB32);
                image.fill(QColor::fromHsv(50 * i, 120, 200));
                image.save(root.filePath(QStringLiteral("JPEGImages/%1.jpg").arg(id)));
            }
        }
        write(QStringLiteral("ImageSets/Main/train.txt"), list);
    }

    QString path() const { return m_folder.path(); }
    std::shared_ptr<const Dataset> read() const {
        auto dataset = readVocDataset(std::filesystem::path(path().toStdString()));
        if (!dataset) {
            throw std::runtime_error("the fixture was not read");
        }
        return std::make_shared<const Dataset>(std::move(*dataset));
    }

  private:
    static QString object(const char* name, bool truncated, bool difficult) {
        return QStringLiteral(
                   "<object><name>%1</name><pose>Left</pose><truncated>%2</truncated><difficult>%3</"
                   "difficult>"
                   "<bndbox><xmin>16</xmin><ymin>16</ymin><xmax>285</xmax><ymax>285</ymax></bndbox></"
                   "object>\n")
            .arg(QLatin1String(name))
            .arg(truncated ? 1 : 0)
            .arg(difficult ? 1 : 0);
    }
    static QString annotation(int i, const QString& id) {
        QString text = QStringLiteral(
                           "<annotation><folder>VOC</folder><filename>%1.jpg</filename>\n"
                           "<size><width>300</width><height>300</height><depth>3</depth></size>\n")
                           .arg(id);
        text += i <= 4 ? object("cat", i == 1, i == 2) : QString();
        text += i >= 3 ? object("dog", false, false) : QString();
        return text + QStringLiteral("</annotation>\n");
    }
    void write(const QString& name, const QString& text) const {
        QFile file(QDir(m_folder.path()).filePath(name));
        if (!file.open(QIODevice::WriteOnly)) {
            throw std::runtime_error("the fixture cannot be written");
        }
        file.write(text.toUtf8());
    }

    QTemporaryDir m_folder;
};

}  // namespace priorscope::fixture
