// A line for the path of a file or folder, with a button that asks for it.
#pragma once

#include <QString>
#include <QWidget>

class QLineEdit;

namespace priorscope {

class PathField : public QWidget {
    Q_OBJECT

  public:
    enum class Kind { file, folder };

    /// @param title   of the dialog, and tooltip of the button
    /// @param filter  of files: "Weights (*.pt *.pth);;All files (*)"
    PathField(Kind kind, const QString& title, const QString& filter = {}, QWidget* parent = nullptr);

    /// Without blanks around it.
    QString path() const;
    void setPath(const QString& path);
    QLineEdit* edit() const { return m_edit; }

  Q_SIGNALS:
    void changed();   ///< with every letter
    void finished();  ///< chosen, or the focus has left

  private:
    void choose();

    Kind m_kind;
    QString m_title;
    QString m_filter;
    QLineEdit* m_edit = nullptr;
};

}  // namespace priorscope
